import { z } from 'zod';
import { parseAddressRange } from './checks/address-range';
import { CHECK_METADATA, type CheckRule } from './checks/check-rule';
import type { Probe, StatusRange } from './checks/probe';
import { pemFile } from './config-files';
import { headersSchema } from './config-headers';

const rangeSchema = z
  .string()
  .refine((text) => parseAddressRange(text) !== null, 'expected an address or a range like 10.0.0.0/8');

const EXPECTED_STATUSES = 'expected statuses from 100 to 599, like 200-299 or 200,204';

const statusesSchema = z.union([z.int(), z.string()], EXPECTED_STATUSES).transform((value, context): StatusRange[] => {
  const ranges = String(value).split(',').map(parseStatuses);
  if (ranges.every((range) => range !== null)) return ranges;
  context.addIssue(EXPECTED_STATUSES);
  return z.NEVER;
});

/** `true` for what everybody trusts, `false` for none. */
const tlsSchema = z
  .preprocess(
    (value) => (value === true ? {} : value === false ? null : value),
    z
      .strictObject({
        ca: pemFile.optional(),
        cert: pemFile.optional(),
        key: pemFile.optional(),
        verify: z.boolean().default(true),
        serverName: z.string().min(1).optional(),
      })
      .nullable(),
  )
  .default(null);

const httpSchema = z.strictObject({
  method: z.enum(['GET', 'HEAD']).default('GET'),
  path: z.string().regex(/^\/[!-~]*$/, 'expected a path that begins with "/" and has no spaces'),
  headers: headersSchema.default({}),
  statuses: statusesSchema.default([{ from: 200, to: 299 }]),
  body: z
    .strictObject({ contains: z.string().min(1), maxBytes: z.int().min(1).max(1_048_576).default(65_536) })
    .nullable()
    .default(null),
  tls: tlsSchema,
});

const seconds = z.number().positive().max(86_400);

const ruleSchema = z
  .strictObject({
    registry: z.string().min(1).nullable().default(null),
    service: z.string().min(1).default('*'),
    port: z.int().min(1).max(65_535).nullable().default(null),
    http: httpSchema.optional(),
    tcp: z.strictObject({}).optional(),
    grpc: z.strictObject({ service: z.string().default(''), tls: tlsSchema }).optional(),
    intervalSeconds: seconds.min(1).default(10),
    timeoutSeconds: seconds.default(2),
    rise: z.int().min(1).max(100).default(2),
    fall: z.int().min(1).max(100).default(3),
    allowMetadata: z.array(z.enum(CHECK_METADATA)).default([]),
    onCritical: z.enum(['observe', 'write-health', 'drain', 'deregister']).default('observe'),
    keepInRotation: z.number().min(0).max(1).default(0.5),
  })
  .transform((rule, context): CheckRule => {
    const { http, tcp, grpc, intervalSeconds, timeoutSeconds, rise, fall, ...rest } = rule;
    const probes: Probe[] = [];
    if (http) probes.push({ kind: 'http', ...http });
    if (tcp) probes.push({ kind: 'tcp' });
    if (grpc) probes.push({ kind: 'grpc', ...grpc });
    const [probe] = probes;
    if (probes.length > 1 || !probe) {
      context.addIssue('expected one of http, tcp or grpc');
      return z.NEVER;
    }
    if (http?.method === 'HEAD' && http.body) {
      context.addIssue({ code: 'custom', path: ['http', 'body'], message: 'an answer to HEAD has none; expected GET' });
      return z.NEVER;
    }
    if (timeoutSeconds > intervalSeconds) {
      context.addIssue({ code: 'custom', path: ['timeoutSeconds'], message: 'expected at most intervalSeconds' });
      return z.NEVER;
    }
    const [intervalMs, timeoutMs] = [intervalSeconds * 1000, timeoutSeconds * 1000];
    return { ...rest, plan: { probe, intervalMs, timeoutMs, thresholds: { rise, fall } } };
  });

/** Active checks: what may be dialled, and the rules, of which the first that fits an instance counts. */
export const checksSchema = z
  .strictObject({
    allow: z.array(rangeSchema).default([]),
    concurrency: z.int().min(1).max(2000).default(200),
    rules: z.array(ruleSchema).default([]),
  })
  .superRefine(({ allow, rules }, context) => {
    if (rules.length === 0 || allow.length > 0) return;
    const message = 'expected the ranges that may be dialled, as there are rules; without any, nothing is';
    context.addIssue({ code: 'custom', path: ['allow'], message });
  });

export type ChecksConfig = z.output<typeof checksSchema>;

function parseStatuses(text: string): StatusRange | null {
  const [, first, last = first] = /^\s*([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?\s*$/.exec(text) ?? [];
  if (first === undefined || last === undefined || Number(last) < Number(first)) return null;
  return { from: Number(first), to: Number(last) };
}
