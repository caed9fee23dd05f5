import type { Caller } from '../access/caller';
import { type Granted, isWithin } from '../access/granted';
import type { ApiToken } from '../domain/api-token';
import { runtime } from '../running';
import { Problem } from './problem';

interface WantedToken extends Granted {
  readonly name: string;
  readonly expiresAt: string | null;
}

/** Makes a token for a program; the answer alone holds it. @throws Problem */
export async function createApiToken(
  { name, role, scope, expiresAt }: WantedToken,
  { identity, source, tokenOf }: Caller,
): Promise<ApiToken & { readonly token: string }> {
  if (!identity || !isWithin({ role, scope }, identity)) {
    throw new Problem('forbidden', 'A token cannot do more than who makes it.');
  }
  const expires = expiresAt === null ? null : Date.parse(expiresAt);
  // A token that a token makes ends with whoever made the first.
  const created = { name, role, scope, expiresAt: expires, createdBy: tokenOf ?? identity.name };
  const { access, audit } = runtime();
  const { kept, token } = await access.tokens.create(created);
  const after = JSON.stringify({ role, scope, expiresAt: kept.expiresAt });
  await audit.record({ actor: identity.name, source, kind: 'token-created', outcome: 'done', detail: name, after });
  return { ...kept, token };
}

/** @throws Problem */
export async function revokeApiToken(id: string, { identity, source }: Caller): Promise<void> {
  const { access, audit } = runtime();
  const revoked = await access.tokens.revoke(id);
  if (!revoked) throw new Problem('unknown-token', 'There is no such token, or it was revoked already.');
  const actor = identity?.name ?? 'anonymous';
  await audit.record({ actor, source, kind: 'token-revoked', outcome: 'done', detail: revoked.name });
}
