import type { Caller } from '../access/caller';
import { runtime } from '../running';
import { knownUpstream } from './catalogs';
import { Problem } from './problem';

/** Keeps the caller's own Consul token in memory, as long as the session lives. @throws Problem */
export function keepCredential(registry: string, token: string, { session }: Caller): void {
  if (knownUpstream(registry).registry.kind !== 'consul') {
    throw new Problem('refused', `"${registry}" is no Consul; only Consul is asked with tokens of one's own.`);
  }
  if (!session) throw new Problem('refused', 'Tokens of one’s own are kept with a session; nobody is signed in here.');
  runtime().access.credentials.keep(session, registry, token);
}

/** The registries that the caller's session keeps a token for: which ones, and never the tokens. */
export function credentialsOf({ session }: Caller): readonly string[] {
  return session ? runtime().access.credentials.registriesOf(session) : [];
}

/** @throws Problem */
export function forgetCredential(registry: string, { session }: Caller): void {
  knownUpstream(registry);
  if (session) runtime().access.credentials.forget(session, registry);
}
