import type { Contender } from './contender';
import type { PolicyKind } from './policy';
import { SmoothWeighted } from './smooth-weighted';

const DEFAULTS = { system: 'nginx' };

/**
 * The fewest in flight for its weight, among all. Equals take turns: NGINX's smooth ones by weight, HAProxy's plain ones
 * (whoever was picked last comes last).
 */
export const leastConnections: PolicyKind<typeof DEFAULTS> = {
  id: 'least-connections',
  source: 'NGINX least_conn (ngx_http_upstream_least_conn_module.c); HAProxy leastconn (lb_fwlc.c)',
  zeroWeight: 'never',
  hashBits: 0,
  defaults: DEFAULTS,
  words: { system: ['nginx', 'haproxy'] },
  create({ system }, { now }) {
    const turns = new SmoothWeighted({ maxFails: 0, failTimeoutMs: 0 }, now);
    let instances: Contender[] = [];
    return {
      update(list) {
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

/** HAProxy's key: an idle one is 0 whatever its weight. */
function haproxyLoad({ active, weight }: Contender): readonly [number, number] {
  return [active === 0 ? 0 : Math.floor(((active + 1) * 4096) / weight), 1];
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
