import type { Random } from '../domain/clock';
import type { BalancedRequest } from './contender';
import { type Hash64, randomHash64 } from './hash/hash64';
import { xxHash64 } from './hash/xxhash64';

/** Envoy's hash of a request: the one given, or XXH64 of its key; a random one where there is neither. */
export function requestHash(request: BalancedRequest, random: Random): Hash64 {
  if (request.hash !== undefined) return request.hash;
  return request.key === undefined ? randomHash64(random) : xxHash64(request.key);
}
