import { z } from 'zod';
import { CHANGE_KINDS } from '../domain/change';
import { HEALTHS } from '../domain/instance';
import { SERVICE_SORTS } from '../domain/query';

const time = z.iso.datetime().describe('ISO 8601, UTC');
const sinceAtLeast = z.boolean().describe('true when nobody watched as it became so: it may have been so for longer');
const health = z.enum(HEALTHS);
const rotation = z.enum(['in', 'out']);
const counts = { passing: z.int(), warning: z.int(), critical: z.int(), unknown: z.int() };
const integer = z.int();

export const checkSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  status: health,
  output: z.string(),
  since: time,
  sinceAtLeast,
  observedBy: z.literal('rollcall').optional().describe('present where Rollcall itself made the probe'),
});

export const leaseSchema = z.object({
  id: z.string().describe('decimal, 64 bits'),
  ttlSeconds: z.number().nullable(),
  remainingSeconds: z.number().nullable().describe('known where one instance or a lease is asked for'),
});

export const instanceSchema = z.object({
  id: z.string(),
  registry: z.string(),
  service: z.string(),
  nativeId: z.string(),
  address: z.string().describe('of the first endpoint; IPv6 without brackets'),
  port: integer,
  endpoints: z.array(z.string()),
  version: z.string().nullable(),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
  weight: z.number().nullable().describe("what the format's own clients would use"),
  health,
  checks: z.array(checkSchema),
  rotation,
  flapping: z
    .boolean()
    .describe('true while its health changes too often; the configuration says how often is too often'),
  zone: z.string().nullable(),
  datacenter: z.string().nullable(),
  namespace: z.string().nullable(),
  node: z.string().nullable(),
  format: z.string(),
  lease: leaseSchema.nullable(),
  registeredAt: time.nullable(),
  since: time,
  sinceAtLeast,
  revision: z.string(),
});

export const inspectedInstanceSchema = instanceSchema.extend({
  raw: z.string().nullable().describe('what the registry holds; null while it cannot be read'),
  native: z.record(z.string(), z.string()).describe("the registry's own terms"),
  rawProblem: z.string().optional().describe('why there is no raw'),
});

export const serviceSchema = z.object({
  registry: z.string(),
  service: z.string(),
  datacenter: z.string().nullable(),
  namespace: z.string().nullable(),
  health: health.describe('the worst in rotation; unknown when none is'),
  instances: z
    .object({ total: integer, ...counts, out: integer })
    .describe('by health over all; out counts across them'),
  inRotation: z.object(counts),
  flapping: integer.describe('how many are flapping'),
  tags: z.array(z.string()),
  versions: z.array(z.string()),
  formats: z.array(z.string()),
  since: time,
  sinceAtLeast,
});

export const consumerSchema = z.object({
  address: z.string(),
  application: z.string().nullable(),
  subscribes: z.string().describe('what of the service: an interface with its group and version'),
});

const moments = z
  .array(
    z.object({
      registry: z.string(),
      observed: z.boolean().describe('false where nobody observed the registry then: what is shown is the last known'),
      asOf: time.nullable().describe('when what is shown was last known to be so; null where nothing is known'),
    }),
  )
  .optional()
  .describe('given with at');

export const serviceDetailSchema = serviceSchema.extend({
  moments,
  instances: z.array(instanceSchema),
  counts: serviceSchema.shape.instances,
  consumers: z.array(consumerSchema).describe('who subscribes, where a format tells'),
});

export const changeSchema = z.object({
  id: z.string(),
  at: time.describe('when it was observed'),
  registry: z.string(),
  service: z.string().nullable(),
  instance: z.string().nullable(),
  address: z.string().nullable(),
  kind: z.enum(CHANGE_KINDS),
  from: z.string().optional(),
  to: z.string().optional(),
  rotation: rotation.optional().describe('of an arrival: given where it came out of rotation'),
  fields: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })).optional(),
  cause: z.string().optional(),
  output: z.string().optional(),
  afterGap: z.boolean(),
  origin: z.enum(['rollcall', 'elsewhere']),
  action: z.string().optional(),
});

const linkSchema = z.object({
  state: z.enum(['connecting', 'live', 'stale']),
  since: time,
  cause: z.string().optional(),
  detail: z.string().optional(),
});

export const registrySchema = z.object({
  id: z.string(),
  kind: z.enum(['etcd', 'consul', 'memory']),
  link: linkSchema,
  server: z.object({
    version: z.string().nullable(),
    members: z.array(
      z.object({
        name: z.string(),
        address: z.string(),
        role: z.string(),
        version: z.string().nullable(),
        status: z.enum(['passing', 'critical', 'unknown']),
      }),
    ),
    scopes: z.array(z.object({ name: z.string(), detail: z.string() })),
  }),
  counts: z.object({ services: integer, instances: integer }),
  capabilities: z.object({ drain: z.boolean(), deregister: z.boolean(), weight: z.boolean(), register: z.boolean() }),
  position: z.string().nullable(),
  restarts: integer,
  rejected: integer,
  notices: z.array(z.object({ code: z.string(), scope: z.string(), detail: z.string() })),
  demo: z.boolean(),
});

export const rejectionSchema = z.object({
  registry: z.string(),
  key: z.string(),
  reason: z.string(),
  nearestFormat: z.string().optional(),
});

export const healthzSchema = z.object({ status: z.literal('ok') });

export const readyzSchema = z.object({
  status: z.enum(['ready', 'starting']),
  waiting: z.array(z.string()).describe('registries that have not been listed yet'),
});

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: integer,
  detail: z.string(),
  code: z.string(),
});

/** A page of a list that can be asked how it was. */
export function pageAtSchema<Item extends z.ZodType>(item: Item) {
  return pageSchema(item).extend({ moments });
}

/** A page of a list. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: integer });
}

const limit = z.coerce
  .number('expected a number from 1 to 1000')
  .int('expected a whole number')
  .min(1, 'expected a number from 1 to 1000')
  .max(1000, 'expected a number from 1 to 1000')
  .default(100);
const cursor = z.string().min(1, 'expected the nextCursor of an earlier answer').optional();
const text = z.string().max(4096, 'expected at most 4096 characters').optional();
const paging = { limit, cursor };
const listFilter = {
  registry: text,
  q: text,
  health: health.optional(),
  rotation: rotation.optional(),
  tag: text,
  format: text,
};

const at = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 time' })
  .optional()
  .describe('a time in the past: what was known then');

export const servicesQuerySchema = z.object({
  ...listFilter,
  at,
  ...paging,
  sort: z.enum(SERVICE_SORTS).default('worst'),
});
export const serviceQuerySchema = z.object({ at });
export const instancesQuerySchema = z.object({ ...listFilter, service: text, at, ...paging });
export const changesQuerySchema = z.object({
  registry: text,
  service: text,
  instance: text,
  kind: z.enum(CHANGE_KINDS).optional(),
  origin: z.enum(['rollcall', 'elsewhere']).optional(),
  action: text.describe('the id of an action: only what it caused'),
  from: z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }).optional(),
  to: z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }).optional(),
  ...paging,
});
export const rejectedQuerySchema = z.object({ registry: text, ...paging });

/** Text that can stand in an address: half a surrogate pair cannot. */
const written = z.string().refine((given) => given.isWellFormed(), 'expected well-formed Unicode');

/** What a program sends to register itself with the embedded registry. */
export const registrationSchema = z.strictObject({
  service: written.min(1).max(1000),
  address: written.min(1).max(253),
  port: z.int().min(1).max(65_535),
  tags: z.array(written.max(255)).max(64).optional(),
  metadata: z.record(written.max(128), written.max(4096)).optional(),
  weight: z.number().min(0).max(65_535).optional(),
  version: written.max(255).optional(),
  ttlSeconds: z.number().min(1).max(86_400).optional().describe('without it the registration never expires'),
});
