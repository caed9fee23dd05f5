import type { Identity } from '../domain/identity';
import type { SessionRef } from './credentials';

/** What is known of a request before it is known who asks. */
export interface Asked {
  readonly headers: Headers;
  /** The other end of the connection; empty where it is not known, which nothing trusts. */
  readonly socketAddress: string;
  /** `X-Forwarded-For` as it came over the connection. */
  readonly forwardedFor: string | null;
  /** Whether a header, named in lower case, came over the connection more than once. */
  readonly isRepeated: (name: string) => boolean;
}

/** Why there is nobody. */
export interface NobodyReason {
  readonly code: 'unauthenticated' | 'forbidden';
  readonly detail: string;
}

/** Who asks. */
export interface Asker {
  readonly identity: Identity | null;
  /** Where there is no identity, but something was shown that should have been one. */
  readonly reason: NobodyReason | null;
  readonly session: SessionRef | null;
  /** Who made the token that was shown. */
  readonly tokenOf?: string;
  readonly source: string;
}

export function nobody(code: NobodyReason['code'], detail: string): Pick<Asker, 'identity' | 'reason' | 'session'> {
  return { identity: null, reason: { code, detail }, session: null };
}
