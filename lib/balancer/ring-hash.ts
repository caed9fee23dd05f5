import { envoyRing } from './envoy-ring';
import { hashingPolicy } from './hashing-policy';
import { OptionError, wholeOption } from './option-error';
import type { PolicyKind } from './policy';
import { findPoint } from './ring';

const MOST_POINTS = 8_388_608;

const DEFAULTS = {
  hash: 'xxhash64',
  minimumRingSize: 1024,
  /** gRPC (A42) allows 4096. */
  maximumRingSize: MOST_POINTS,
  /** Bounded loads, percent of the mean; 0 is off. */
  balanceFactor: 0,
};

type RingHashOptions = typeof DEFAULTS;

/** Consistent hashing on a ring of points; a retry goes to the next point. */
export const ringHash: PolicyKind<RingHashOptions> = {
  id: 'ring-hash',
  source: 'Envoy RING_HASH (ring_hash_lb.cc); gRPC ring_hash (gRFC A42)',
  zeroWeight: 'refused',
  defaults: DEFAULTS,
  words: { hash: ['xxhash64', 'murmur2'] },
  create(options, surroundings) {
    const { minimumRingSize, maximumRingSize } = options;
    wholeOption('minimumRingSize', minimumRingSize, [1, MOST_POINTS]);
    wholeOption('maximumRingSize', maximumRingSize, [1, MOST_POINTS]);
    if (minimumRingSize > maximumRingSize)
      throw new OptionError(
        `ring hash: minimum_ring_size (${minimumRingSize}) > maximum_ring_size (${maximumRingSize})`,
      );
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
