import { z } from 'zod';
import { ACCESS_MODES, ROLES } from '../domain/identity';
import { PASSWORD_LENGTH } from '../domain/password';

const time = z.iso.datetime().describe('ISO 8601, UTC');
const role = z.enum(ROLES);
const text = z.string().trim().min(1).max(200);
const name = text.regex(/^[^\p{Cc}]*$/u, 'expected a text without control characters');
const email = z.email().max(254);
const password = z
  .string()
  .min(PASSWORD_LENGTH.min, `expected at least ${PASSWORD_LENGTH.min} characters`)
  .max(PASSWORD_LENGTH.max, `expected at most ${PASSWORD_LENGTH.max} characters`);
const scope = z.strictObject({
  registries: z.array(text).max(100).describe('ids; empty for all'),
  services: z.array(text).max(100).describe('names, * for any text; empty for all'),
});

/** A scope limits operators, and nobody else. */
function limitsOperators({ role, scope }: { role?: string | undefined; scope?: unknown }): boolean {
  return scope === undefined || scope === null || role === undefined || role === 'operator';
}
const ONLY_OPERATORS = { error: 'expected null: only an operator is limited', path: ['scope'] };

export const meSchema = z.object({
  mode: z.enum(ACCESS_MODES),
  identity: z
    .object({
      name: z.string(),
      role,
      scope: scope.nullable(),
      via: z.enum(['local', 'session', 'token', 'proxy']),
    })
    .nullable(),
  needsFirstAdmin: z.boolean().describe('no admin yet: POST /api/v1/access/first-admin makes one'),
  loginLabel: z.string().optional().describe('of the button to sign in with the identity provider'),
  credentials: z.array(z.string()).describe('ids of the registries that this session keeps an own token for'),
});

export const signInSchema = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
});
export const oidcSignInSchema = z.strictObject({ next: z.string().max(2048).optional() });
export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1).max(1024),
  newPassword: password,
});
export const firstAdminSchema = z.strictObject({ code: z.string().min(1).max(100), name, email, password });

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  scope: scope.nullable(),
  disabled: z.boolean(),
  createdAt: time,
});

export const newUserSchema = z
  .strictObject({ name, email, password, role, scope: scope.nullable().default(null) })
  .refine(limitsOperators, ONLY_OPERATORS);

export const userChangeSchema = z
  .strictObject({
    name: name.optional(),
    role: role.optional(),
    scope: scope.nullable().optional(),
    disabled: z.boolean().optional(),
    password: password.optional(),
  })
  .refine(limitsOperators, ONLY_OPERATORS);

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role,
  scope: scope.nullable(),
  expiresAt: time.nullable(),
  createdBy: z.string(),
  createdAt: time,
  lastUsedAt: time.nullable().describe('to the minute'),
  revokedAt: time.nullable(),
});

export const newApiTokenSchema = z
  .strictObject({
    name,
    role,
    scope: scope.nullable().default(null),
    expiresAt: z.iso.datetime({ offset: true }).nullable().describe('null for never'),
  })
  .refine(limitsOperators, ONLY_OPERATORS);

export const createdApiTokenSchema = apiTokenSchema.extend({
  token: z.string().describe('shown this once; sent as "Authorization: Bearer …"'),
});

export const credentialSchema = z.strictObject({
  // It becomes a header; nothing that a header cannot hold is kept.
  token: z
    .string()
    .max(1024)
    .regex(/^[\x21-\x7e]+$/, 'expected letters, digits and signs without spaces'),
});
