import type { Contender } from './contender';
import { checkRingSizes, envoyRing, envoyRingPoints } from './envoy-ring';
import { haproxyBounded, haproxySlots } from './haproxy-bounded';
import { sharesOf } from './hash-lookup';
import { wholeOption } from './option-error';
import type { Policy, PolicyKind, Surroundings } from './policy';
import { requestHash } from './request-hash';
import { buildRing } from './ring';
import { ringHash } from './ring-hash';
import { ENVOY_MOST_POINTS, roomForPoints } from './ring-points';

const DEFAULTS = {
  /** What happens where the owner is full: Envoy jumps by the hash, HAProxy goes on along the ring. */
  rule: 'envoy',
  /** Percent of the mean load; HAProxy wants more than 100. */
  balanceFactor: 150,
  minimumRingSize: 1024,
};

type BoundedLoadOptions = typeof DEFAULTS;

/** Consistent hashing where nobody has more than a bound above the mean, on the same ring for both rules. */
export const boundedLoad: PolicyKind<BoundedLoadOptions> = {
  id: 'bounded-load',
  source:
    'Envoy hash_balance_factor (thread_aware_lb_impl.cc); HAProxy hash-balance-factor (lb_chash.c); arXiv 1608.01350',
  zeroWeight: 'never',
  hashBits: 64,
  table: { most: ENVOY_MOST_POINTS, points: (weights, options) => envoyRingPoints(weights, sizesOf(options)) },
  defaults: DEFAULTS,
  words: { rule: ['envoy', 'haproxy'] },
  create(options, surroundings) {
    const { balanceFactor, minimumRingSize } = options;
    if (options.rule === 'haproxy') return haproxy(options, surroundings);
    return ringHash.create({ ...ringHash.defaults, balanceFactor, minimumRingSize }, surroundings);
  },
};

function sizesOf({ minimumRingSize }: BoundedLoadOptions) {
  return { minimumRingSize, maximumRingSize: ENVOY_MOST_POINTS };
}

function haproxy(options: BoundedLoadOptions, { random }: Surroundings): Policy {
  const factor = wholeOption('balanceFactor', options.balanceFactor, [101, 2 ** 31 - 1]);
  checkRingSizes(sizesOf(options));
  let instances: readonly Contender[] = [];
  let slotsOf = haproxySlots([], factor);
  let ring = buildRing(roomForPoints(0));
  return {
    update(list) {
      const shares = sharesOf(list);
      instances = shares.map((share) => share.instance);
      ring = envoyRing(shares, { hash: 'xxhash64', ...sizesOf(options) });
      slotsOf = haproxySlots(
        instances.map((instance) => instance.weight),
        factor,
      );
    },
    pick: (request) => haproxyBounded(ring, instances, { hash: requestHash(request, random), slotsOf }),
  };
}
