import type { Hash64 } from './hash/hash64';

/**
 * One instance as a policy sees it. The caller owns the object and may change `weight`, `active` and `since` while the
 * policy holds it; a policy reads them at the moment the system it is named after would.
 */
export interface Contender {
  readonly id: string;
  /** What is hashed for it, usually `host:port`. */
  readonly key: string;
  /** 0 or more, finite; what 0 means is each policy's own. */
  readonly weight: number;
  /** Requests in flight, queued ones included. */
  readonly active: number;
  /** When it became healthy, in the clock's milliseconds: slow start counts from here. */
  readonly since: number;
}

/** What a policy may know of a request. Without a hash or a key, hashing policies do what their system does then. */
export interface BalancedRequest {
  readonly key?: string;
  /** Already hashed; goes before the key where the policy's system takes 64-bit hashes. */
  readonly hash?: Hash64;
  /** The client's address, IPv4 or IPv6. */
  readonly client?: string;
  /** 0 or absent at first; n for the nth retry. */
  readonly attempt?: number;
}
