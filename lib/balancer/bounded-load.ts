import type { Contender } from './contender';
import { envoyRing } from './envoy-ring';
import { haproxyBounded } from './haproxy-bounded';
import { sharesOf } from './hash-lookup';
import { OptionError } from './option-error';
import type { Policy, PolicyKind, Surroundings } from './policy';
import { requestHash } from './request-hash';
import { buildRing } from './ring';
import { ringHash } from './ring-hash';

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
  defaults: DEFAULTS,
  words: { rule: ['envoy', 'haproxy'] },
  create(options, surroundings) {
    const { balanceFactor, minimumRingSize } = options;
    if (options.rule === 'haproxy') return haproxy(options, surroundings);
    return ringHash.create({ ...ringHash.defaults, balanceFactor, minimumRingSize }, surroundings);
  },
};

function haproxy({ balanceFactor, minimumRingSize }: BoundedLoadOptions, { random }: Surroundings): Policy {
  if (!Number.isInteger(balanceFactor) || balanceFactor <= 100)
    throw new OptionError(`balanceFactor must be a whole number above 100, not ${balanceFactor}`);
  let instances: readonly Contender[] = [];
  let ring = buildRing([]);
  return {
    update(list) {
      const shares = sharesOf(list);
      instances = shares.map((share) => share.instance);
      ring = envoyRing(shares, { hash: 'xxhash64', minimumRingSize, maximumRingSize: 8_388_608 });
    },
    pick: (request) => haproxyBounded(ring, instances, { hash: requestHash(request, random), factor: balanceFactor }),
  };
}
