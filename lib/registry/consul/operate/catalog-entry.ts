import { z } from 'zod';
import type { FoundEntry } from './find-entry';

const entrySchema = z.object({
  Node: z.looseObject({ Node: z.string(), Address: z.string() }),
  Service: z.looseObject({ ID: z.string() }),
  Checks: z.array(z.looseObject({ ServiceID: z.string().nullish() })).nullish(),
});

type Body = Readonly<Record<string, unknown>>;

/** What takes an instance out of the catalog, its node left as it is. */
export function droppedBody({ entry: { Node: node, Service: service } }: FoundEntry): Body {
  return {
    Datacenter: node.Datacenter ?? '',
    Node: node.Node,
    ServiceID: service.ID,
    ...(service.Namespace && { Namespace: service.Namespace }),
    ...(service.Partition && { Partition: service.Partition }),
  };
}

/** What puts the same instance into the catalog again, with its checks; its node is not touched while it is there. */
export function puttingBody({ raw }: FoundEntry): Body {
  const { Node: node, Service, Checks } = entrySchema.parse(raw);
  return {
    Datacenter: node.Datacenter,
    ID: node.ID,
    Node: node.Node,
    Address: node.Address,
    TaggedAddresses: node.TaggedAddresses,
    NodeMeta: node.Meta,
    SkipNodeUpdate: true,
    Service,
    Checks: (Checks ?? []).filter(({ ServiceID }) => ServiceID === Service.ID),
  };
}

/** Whether anything probes the instance itself. */
export function hasOwnChecks({ raw }: FoundEntry): boolean {
  const { Service, Checks } = entrySchema.parse(raw);
  return (Checks ?? []).some(({ ServiceID }) => ServiceID === Service.ID);
}
