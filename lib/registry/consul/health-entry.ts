import { z } from 'zod';

const textMap = z.record(z.string(), z.string()).nullish();
const texts = z.array(z.string()).nullish();
const index = z.number().nonnegative().default(0);
const locality = z.object({ Zone: z.string().nullish() }).nullish();

const checkSchema = z.object({
  CheckID: z.string().min(1),
  Name: z.string().nullish(),
  Status: z.string(),
  Notes: z.string().nullish(),
  Output: z.string().nullish(),
  Type: z.string().nullish(),
  ModifyIndex: index,
});

/** One entry of `/v1/health/service/<name>`: what of it is read. */
export const healthEntrySchema = z.object({
  Node: z.object({
    ID: z.string().nullish(),
    Node: z.string().min(1),
    Address: z.string(),
    Datacenter: z.string().nullish(),
    Meta: textMap,
    Locality: locality,
    CreateIndex: index,
  }),
  Service: z.object({
    ID: z.string().min(1),
    Service: z.string().min(1),
    Tags: texts,
    Address: z.string().nullish(),
    TaggedAddresses: z.record(z.string(), z.object({ Address: z.string(), Port: z.number().nullish() })).nullish(),
    Meta: textMap,
    Port: z.number().int().min(0).max(65_535).default(0),
    Weights: z.object({ Passing: z.number(), Warning: z.number() }).nullish(),
    Namespace: z.string().nullish(),
    Partition: z.string().nullish(),
    Locality: locality,
    CreateIndex: index,
    ModifyIndex: index,
  }),
  Checks: z.array(checkSchema).nullish(),
});

export type HealthEntry = z.infer<typeof healthEntrySchema>;
export type HealthEntryCheck = z.infer<typeof checkSchema>;

/** Node and service id: what Consul itself calls an instance. */
export function nativeIdOf(entry: HealthEntry): string {
  return `${entry.Node.Node}/${entry.Service.ID}`;
}
