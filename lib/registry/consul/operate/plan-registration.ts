import type { NewRegistration } from '../../../domain/new-registration';
import type { Plan, Refusal } from '../../operations';
import { consulInstanceId } from '../decode-entry';
import type { Asking } from './agents';
import { agentService, type Definition } from './definition';
import { inWords } from './denied';
import type { OrderOf } from './order';
import { refuseWeight } from './plan-weight';
import { fitsInPath, plannedWrite } from './request-of';
import { type Operator, planWith } from './subject';
import { tokenWarning } from './token-warning';

const META_PAIRS = 64;
const META_KEY = /^(?!consul-)[A-Za-z0-9_-]{1,128}$/i;
const META_VALUE_LENGTH = 512;

/** Registers an instance by hand at the agent of the configured address, without a check. @throws RegistryError */
export async function planRegistration(
  operator: Operator,
  registration: NewRegistration,
  asking: Asking,
): Promise<(Plan & { readonly instance: string }) | Refusal> {
  const { service, address, port, weight = 1 } = registration;
  const { options, agents } = operator;
  const meta = metaOf(registration);
  const definition = definitionFor(registration, meta);
  const refusal = refuseWeight(weight) ?? refuseMeta(meta) ?? refuseId(definition.ID);
  if (refusal !== null) return { refusal };
  const owner = await agents.configured(asking).catch((error: unknown) => {
    throw inWords(error, 'agent:read on the configured agent, to know on which node it registers');
  });
  const { node, datacenter } = owner;
  const { id, partition, namespace } = options;
  if (options.datacenter !== undefined && options.datacenter !== datacenter) {
    return { refusal: `The configured agent is one of ${datacenter}, and registers nothing in ${options.datacenter}.` };
  }
  const serviceId = definition.ID;
  if ((await agentService(owner, serviceId, asking)) !== null) {
    return { refusal: `The agent on ${node} has a service with the id ${serviceId} already.` };
  }
  const at = { service, serviceId, node, datacenter };
  const order: OrderOf<'define'> = { do: 'define', ...at, to: definition, from: null };
  const undo: OrderOf<'deregister'> = { do: 'deregister', ...at, from: definition };
  return {
    instance: consulInstanceId({ id, partition, namespace, datacenter }, node, serviceId),
    ...planWith(
      { observed: { revision: '0' } },
      {
        means: `registers it at the agent of ${node} as ${serviceId}, without a check`,
        writes: [plannedWrite(owner.api, order)],
        order,
        undo,
        fate: { kind: 'sticks', until: 'it is deregistered' },
        warnings: [
          `Nothing probes ${address}:${port}: it counts as passing while the agent of ${node} lives.`,
          ...tokenWarning(options, asking.credential),
        ],
      },
    ),
  };
}

/** As the agent will tell of it: what is empty is left out. */
function definitionFor(registration: NewRegistration, meta: Readonly<Record<string, string>>): Definition {
  const { service, address, port, tags = [], weight = 1 } = registration;
  return {
    ID: `${service}-${address}-${port}`,
    Name: service,
    Address: address,
    Port: port,
    ...(tags.length > 0 && { Tags: tags }),
    ...(Object.keys(meta).length > 0 && { Meta: meta }),
    Weights: { Passing: weight, Warning: 1 },
  };
}

function metaOf({ metadata = {}, version }: NewRegistration): Readonly<Record<string, string>> {
  return { ...metadata, ...(version !== undefined && { version }) };
}

/** It could never be deregistered again. */
function refuseId(id: string): string | null {
  return fitsInPath(id) ? null : `Consul would know it as ${id}, which fits in no URL.`;
}

function refuseMeta(meta: Readonly<Record<string, string>>): string | null {
  const pairs = Object.entries(meta);
  if (pairs.length > META_PAIRS) return `Consul takes at most ${META_PAIRS} pairs of metadata.`;
  const odd = pairs.find(([key, value]) => !META_KEY.test(key) || value.length > META_VALUE_LENGTH);
  if (!odd) return null;
  return `Consul does not take the metadata ${odd[0]}: keys have letters, digits, "_" and "-", values at most ${META_VALUE_LENGTH} characters.`;
}
