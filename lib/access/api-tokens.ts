import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ApiToken } from '../domain/api-token';
import { type Clock, isoTime } from '../domain/clock';
import type { Identity } from '../domain/identity';
import type { Storage } from '../storage/storage';
import type { ApiTokensTable } from '../storage/tables';
import { type Granted, isWithin, roleFrom, scopeFrom, scopeText } from './granted';

export const TOKEN_PREFIX = 'rc_';
/** How exact `lastUsedAt` is, in milliseconds. */
const USE_NOTED_MS = 60_000;

export interface NewApiToken extends Granted {
  readonly name: string;
  /** Milliseconds since 1970; null for never. */
  readonly expiresAt: number | null;
  readonly createdBy: string;
}

/** Tokens for programs; of each only a hash is kept. */
export interface ApiTokens {
  /** Newest first. */
  list(): Promise<ApiToken[]>;
  /** The only time that the token itself is told. */
  create(wanted: NewApiToken): Promise<{ readonly kept: ApiToken; readonly token: string }>;
  /** @returns the token that was revoked; null for one that is not there, or was already */
  revoke(id: string): Promise<ApiToken | null>;
  /** Revokes what somebody made who is no longer let in. */
  revokeOf(createdBy: string): Promise<void>;
  /** Who a token is, and who made it; null for one that is unknown, expired, revoked, or does more than its maker now may. */
  identify(token: string): Promise<{ readonly identity: Identity; readonly tokenOf: string } | null>;
}

export function createApiTokens({ db }: Pick<Storage, 'db'>, clock: Clock): ApiTokens {
  return {
    async list() {
      const rows = await db.selectFrom('api_tokens').selectAll().orderBy('created_at', 'desc').orderBy('id').execute();
      return rows.map(asToken);
    },
    async create({ name, role, scope, expiresAt, createdBy }) {
      const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
      const row = {
        id: randomUUID(),
        name,
        hash: hashOf(token),
        role,
        scope: scopeText(scope),
        expires_at: expiresAt,
        created_by: createdBy,
        created_at: clock.now(),
        last_used_at: null,
        revoked_at: null,
      };
      await db.insertInto('api_tokens').values(row).execute();
      return { kept: asToken(row), token };
    },
    async revoke(id) {
      const row = await db
        .updateTable('api_tokens')
        .set({ revoked_at: clock.now() })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row ? asToken(row) : null;
    },
    async revokeOf(createdBy) {
      await db
        .updateTable('api_tokens')
        .set({ revoked_at: clock.now() })
        .where('created_by', '=', createdBy)
        .where('revoked_at', 'is', null)
        .execute();
    },
    async identify(token) {
      const row = await db
        .selectFrom('api_tokens')
        .leftJoin('users', 'users.email', 'api_tokens.created_by')
        .selectAll('api_tokens')
        .select(['users.id as maker', 'users.role as maker_role', 'users.scope as maker_scope'])
        .where('hash', '=', hashOf(token))
        .executeTakeFirst();
      const now = clock.now();
      const role = roleFrom(row?.role);
      if (!row || !role || row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now)) return null;
      const granted = { role, scope: scopeFrom(row.scope) };
      const maker = { role: roleFrom(row.maker_role) ?? ('viewer' as const), scope: scopeFrom(row.maker_scope) };
      if (row.maker !== null && !isWithin(granted, maker)) return null;
      if (now - (row.last_used_at ?? 0) >= USE_NOTED_MS) {
        await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute();
      }
      return { identity: { name: `token ${row.name}`, ...granted, via: 'token' }, tokenOf: row.created_by };
    },
  };
}

/** 32 random bytes need no slow hash: there is nothing to guess. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function asToken(row: Selectable<ApiTokensTable>): ApiToken {
  const time = (ms: number | null) => (ms === null ? null : isoTime(ms));
  return {
    id: row.id,
    name: row.name,
    role: roleFrom(row.role) ?? 'viewer',
    scope: scopeFrom(row.scope),
    expiresAt: time(row.expires_at),
    createdBy: row.created_by,
    createdAt: isoTime(row.created_at),
    lastUsedAt: time(row.last_used_at),
    revokedAt: time(row.revoked_at),
  };
}
