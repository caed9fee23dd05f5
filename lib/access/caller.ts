import type { Identity } from '../domain/identity';
import type { SessionRef } from './credentials';

/** Who asks, and from where. */
export interface Caller {
  /** Null where nobody is signed in. */
  readonly identity: Identity | null;
  /** The address of the other end of the connection, or the one that a trusted proxy names. */
  readonly source: string;
  /** Null for programs and in the modes without sessions. */
  readonly session: SessionRef | null;
  /** Who made the token that was shown, where one was. */
  readonly tokenOf?: string | undefined;
  /** The caller's own token for a registry, in place of Rollcall's; kept in memory as long as the session. */
  credentialFor(registry: string): { readonly token: string } | undefined;
}

/** The one operator of a server that only this machine can reach. */
export const LOCAL_IDENTITY: Identity = { name: 'local', role: 'admin', scope: null, via: 'local' };
