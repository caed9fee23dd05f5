import type { Contender } from './contender';
import { haproxyWeight } from './haproxy-weight';
import { OptionError } from './option-error';
import type { PolicyKind } from './policy';
import { SmoothWeighted } from './smooth-weighted';

const DEFAULTS = {
  system: 'nginx',
  /** HAProxy's `slowstart`, for who recovers or joins in mid-run; NGINX has none. */
  slowStartMs: 0,
};

/** HAProxy's SRV_EWGHT_MAX. */
const MOST_WEIGHT = 4096;

/**
 * The fewest in flight for its weight, among all. Equals take turns: NGINX's smooth ones by weight, HAProxy's plain ones
 * (whoever was picked last comes last). An idle one is HAProxy's first choice whatever its weight.
 */
export const leastConnections: PolicyKind<typeof DEFAULTS> = {
  id: 'least-connections',
  source: 'NGINX least_conn (ngx_http_upstream_least_conn_module.c); HAProxy leastconn (lb_fwlc.c)',
  zeroWeight: 'never',
  hashBits: 0,
  defaults: DEFAULTS,
  words: { system: ['nginx', 'haproxy'] },
  create({ system, slowStartMs }, { now }) {
    if (slowStartMs < 0) throw new OptionError(`slowStartMs must be 0 or more, not ${slowStartMs}`);
    const turns = new SmoothWeighted({ maxFails: 0, failTimeoutMs: 0 }, now);
    let instances: Contender[] = [];
    let begunAt: number | null = null;
    const haproxyLoad = ({ active, weight, since }: Contender): readonly [number, number] => {
      if (active === 0) return [0, 1];
      // Who is there from the beginning has its whole weight.
      const isNew = slowStartMs > 0 && since > (begunAt ?? 0);
      const effective = isNew ? haproxyWeight(weight, now() - since, slowStartMs) : haproxyWeight(weight);
      return [Math.floor(((active + 1) * MOST_WEIGHT) / effective), 1];
    };
    return {
      update(list) {
        begunAt ??= now();
        const weighed = list.filter((instance) => instance.weight > 0);
        const known = new Set(instances);
        const present = new Set(weighed);
        instances =
          system === 'nginx'
            ? weighed
            : [
                ...instances.filter((instance) => present.has(instance)),
                ...weighed.filter((instance) => !known.has(instance)),
              ];
        turns.update(instances);
      },
      pick() {
        const least = leastOf(instances, system === 'nginx' ? crossLoad : haproxyLoad);
        const [first] = least;
        if (first === undefined) return null;
        if (system === 'nginx') return least.length === 1 ? first : turns.pickAmong(new Set(least));
        instances.splice(instances.indexOf(first), 1);
        instances.push(first);
        return first;
      },
    };
  },
};

type Load = (instance: Contender) => readonly [number, number];

/** Connections over weight, left as a fraction: compared crosswise, so that nothing is rounded. */
function crossLoad({ active, weight }: Contender): readonly [number, number] {
  return [active, weight];
}

function leastOf(instances: readonly Contender[], loadOf: Load): readonly Contender[] {
  let least: Contender[] = [];
  let smallest: readonly [number, number] = [1, 0];
  for (const instance of instances) {
    const load = loadOf(instance);
    const difference = load[0] * smallest[1] - smallest[0] * load[1];
    if (difference > 0) continue;
    if (difference < 0) least = [];
    least.push(instance);
    smallest = load;
  }
  return least;
}
