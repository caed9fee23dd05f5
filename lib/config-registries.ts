import { z } from 'zod';
import { pemFile } from './config-files';
import { formatsSchema } from './config-formats';

const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'expected a short name of letters, digits, ".", "_" or "-"');

const tlsSchema = z.strictObject({ ca: pemFile.optional(), cert: pemFile.optional(), key: pemFile.optional() });

const httpUrl = z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' });

export const etcdSchema = z.strictObject({
  kind: z.literal('etcd'),
  id: idSchema,
  endpoints: z.array(httpUrl).min(1, 'expected at least one endpoint'),
  /** Absent: the known formats' prefixes. An empty string: the whole key space. */
  prefixes: z.array(z.string()).min(1, 'expected at least one prefix; an empty string reads all keys').optional(),
  formats: formatsSchema.optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  tls: tlsSchema.optional(),
});

/** Stands for the agent on any node, so at least one of the two is in it. */
const agentUrlTemplate = z
  .string()
  .refine(
    (template) =>
      /\{(?:address|node)\}/.test(template) &&
      httpUrl.safeParse(template.replaceAll('{address}', '10.0.0.1').replaceAll('{node}', 'node-1')).success,
    'expected an http:// or https:// address with {address} or {node} in it',
  );

export const consulSchema = z.strictObject({
  kind: z.literal('consul'),
  id: idSchema,
  address: httpUrl,
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  httpAuth: z.string().optional(),
  /** Where other agents answer, by the names of their nodes. */
  agents: z.record(z.string().min(1), httpUrl).optional(),
  /** Where the agent of any other node answers. */
  agentUrlTemplate: agentUrlTemplate.optional(),
  /** Several make one registry each, with the id `<id>-<datacenter>`. */
  datacenters: z.array(z.string().min(1)).min(1).optional(),
  namespace: z.string().optional(),
  partition: z.string().optional(),
  tls: tlsSchema.extend({ verify: z.boolean().default(true) }).optional(),
});

const memorySchema = z.strictObject({
  kind: z.literal('memory'),
  id: z.literal('memory', 'the embedded registry has the id "memory"').default('memory'),
  demo: z
    .union(
      [
        z.strictObject({ seed: z.int().default(1), speed: z.number().positive().max(1000).default(1) }),
        z.boolean().transform((on) => (on ? { seed: 1, speed: 1 } : null)),
      ],
      'expected true, false or { seed, speed }, with speed above 0 and at most 1000',
    )
    .default(null),
  removeAfterSeconds: z.number().positive().default(60),
});

export type EtcdConfig = z.output<typeof etcdSchema>;
export type ConsulConfig = Omit<z.output<typeof consulSchema>, 'datacenters'> & { readonly datacenter?: string };
export type MemoryConfig = z.output<typeof memorySchema>;
export type RegistryConfig = EtcdConfig | ConsulConfig | MemoryConfig;

/** The registries of the file, a Consul of several datacenters spread out. */
export const registriesSchema = z
  .array(
    z.discriminatedUnion('kind', [etcdSchema, consulSchema, memorySchema], 'expected kind: etcd, consul or memory'),
  )
  .transform((registries) =>
    registries.flatMap((registry): RegistryConfig[] => (registry.kind === 'consul' ? spread(registry) : [registry])),
  );

/** One registry a datacenter. */
export function spread({ datacenters = [], ...consul }: z.output<typeof consulSchema>): ConsulConfig[] {
  if (datacenters.length === 0) return [consul];
  return datacenters.map((datacenter) => ({
    ...consul,
    id: datacenters.length > 1 ? `${consul.id}-${datacenter}` : consul.id,
    datacenter,
  }));
}
