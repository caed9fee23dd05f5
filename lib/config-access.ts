import { z } from 'zod';
import { isAddressRange } from './access/addresses';
import { isLoopback } from './access/gate';
import type { AccessSettings } from './access/settings';

const SECRET_CHARACTERS = 32;

/** The origin of an http(s) address. */
export const origin = z
  .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
  .transform((url) => new URL(url).origin);

const header = z
  .string()
  .regex(/^[A-Za-z0-9-]+$/, 'expected the name of a header')
  .toLowerCase();
const names = z.array(z.string().min(1));
const ranges = z.array(z.string().refine(isAddressRange, 'expected an address or a range like 10.0.0.0/8'));

const common = { publicUrl: origin.optional(), trustedProxies: ranges.default([]) };

const session = {
  secret: z.string().min(SECRET_CHARACTERS, `expected at least ${SECRET_CHARACTERS} characters`).optional(),
  sessionHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(12),
};

const noGroups = { admin: [], operator: [], viewer: [] };

const roleRules = {
  roles: z
    .strictObject({ admin: names.default([]), operator: names.default([]), viewer: names.default([]) })
    .default(noGroups),
  operators: z
    .array(z.strictObject({ group: z.string().min(1), registries: names.default([]), services: names.default([]) }))
    .default([]),
};

/** Groups that let nobody in lock everybody out. */
function grantsSomething(rules: { roles: Record<string, string[]>; operators: unknown[] }): boolean {
  return rules.operators.length > 0 || Object.values(rules.roles).some((groups) => groups.length > 0);
}
const NOBODY = {
  error: 'expected roles with at least one group, or operators: nobody could do anything',
  path: ['roles'],
};

const localSchema = z.strictObject({ mode: z.literal('local'), ...common });
const accountsSchema = z.strictObject({ mode: z.literal('accounts'), ...common, ...session });

const oidcSchema = z.strictObject({
  mode: z.literal('oidc'),
  ...common,
  ...session,
  oidc: z
    .strictObject({
      issuer: z
        .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
        .transform((url) => url.replace(/\/$/, '')),
      clientId: z.string().min(1),
      clientSecret: z.string().min(1).optional(),
      scopes: names.default(['openid', 'profile', 'email']),
      groupsClaim: z.string().min(1).default('groups'),
      label: z.string().min(1).default('Sign in'),
      ...roleRules,
    })
    .refine(grantsSomething, NOBODY),
});

const proxySchema = z.strictObject({
  mode: z.literal('proxy'),
  publicUrl: origin.optional(),
  trustedProxies: ranges.min(1, 'expected at least one address: that of the proxy, whose headers are believed'),
  proxy: z
    .strictObject({ userHeader: header, groupsHeader: header.optional(), ...roleRules })
    .refine(grantsSomething, NOBODY),
});

/** `access` of the file. */
export const accessSchema = z.discriminatedUnion(
  'mode',
  [localSchema, accountsSchema, oidcSchema, proxySchema],
  'expected mode: accounts, oidc, proxy or local',
);

/**
 * How access is decided on a server bound to this address.
 * @param fail called with a sentence for what would let everybody in
 */
export function accessSettings(
  given: z.output<typeof accessSchema> | undefined,
  host: string,
  fail: (message: string) => never,
): AccessSettings {
  if (given === undefined) return { mode: isLoopback(host) ? 'local' : 'read-only', trustedProxies: [] };
  if (given.mode === 'local' && !isLoopback(host)) {
    fail(
      `access.mode is local, which lets whoever reaches the server do everything, and HOST is ${host}; expected HOST to be 127.0.0.1, or another mode`,
    );
  }
  return given;
}
