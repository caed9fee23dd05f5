import { checkRingSizes, envoyRing, envoyRingPoints } from './envoy-ring';
import { hashingPolicy } from './hashing-policy';
import type { PolicyKind } from './policy';
import { findPoint } from './ring';
import { ENVOY_MOST_POINTS } from './ring-points';

const DEFAULTS = {
  hash: 'xxhash64',
  minimumRingSize: 1024,
  /** gRPC (A42) allows 4096. */
  maximumRingSize: ENVOY_MOST_POINTS,
  /** Bounded loads, percent of the mean; 0 is off. */
  balanceFactor: 0,
};

type RingHashOptions = typeof DEFAULTS;

/** Consistent hashing on a ring of points; a retry goes to the next point. */
export const ringHash: PolicyKind<RingHashOptions> = {
  id: 'ring-hash',
  source: 'Envoy RING_HASH (ring_hash_lb.cc); gRPC ring_hash (gRFC A42)',
  zeroWeight: 'refused',
  hashBits: 64,
  table: { most: ENVOY_MOST_POINTS, points: envoyRingPoints },
  defaults: DEFAULTS,
  words: { hash: ['xxhash64', 'murmur2'] },
  create(options, surroundings) {
    checkRingSizes(options);
    return hashingPolicy(
      (shares) => {
        const ring = envoyRing(shares, options);
        const { length } = ring.owners;
        return (hash, attempt) =>
          shares[ring.owners[(findPoint(ring, hash) + attempt) % length] ?? 0]?.instance ?? null;
      },
      options.balanceFactor,
      surroundings,
    );
  },
};
