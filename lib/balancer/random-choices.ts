import { weightedDraw } from './chance';
import type { Contender } from './contender';
import { wholeOption } from './option-error';
import type { PolicyKind } from './policy';
import { SmoothWeighted } from './smooth-weighted';

const DEFAULTS = {
  system: 'nginx',
  /** HAProxy's `random(<draws>)`; NGINX always draws two. */
  draws: 2,
};

const MOST_TRIES = 20;

/**
 * Draws by weight and takes the less loaded. NGINX draws two that differ and compares connections for their weight, giving
 * up after 20 tries for smooth round robin; HAProxy may draw one twice.
 */
export const randomChoices: PolicyKind<typeof DEFAULTS> = {
  id: 'random-choices',
  source: 'NGINX random two least_conn (ngx_http_upstream_random_module.c); HAProxy random (backend.c)',
  zeroWeight: 'never',
  hashBits: 0,
  defaults: DEFAULTS,
  words: { system: ['nginx', 'haproxy'] },
  create({ system, draws }, { random, now }) {
    wholeOption('draws', draws, [1, 1000]);
    const turns = new SmoothWeighted({ maxFails: 0, failTimeoutMs: 0 }, now);
    let instances: readonly Contender[] = [];
    let draw = weightedDraw([]);
    const drawn = () => instances[draw(random)] ?? null;
    return {
      update(list) {
        instances = list.filter((instance) => instance.weight > 0);
        draw = weightedDraw(instances.map((instance) => instance.weight));
        turns.update(instances);
      },
      pick() {
        if (instances.length < 2) return instances[0] ?? null;
        if (system === 'nginx') return lessLoadedOfTwo(drawn) ?? turns.pick();
        let least = drawn();
        for (let count = 1; count < draws; count++) least = lessLoaded(least, drawn());
        return least;
      },
    };
  },
};

function lessLoadedOfTwo(drawn: () => Contender | null): Contender | null {
  const first = drawn();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const second = drawn();
    if (second !== first) return lessLoaded(first, second);
  }
  return null;
}

/** The one drawn last of equals, in both systems: among idle ones NGINX so favours the light, who are seldom drawn first. */
function lessLoaded(before: Contender | null, drawn: Contender | null): Contender | null {
  if (before === null || drawn === null) return before ?? drawn;
  return drawn.active * before.weight > before.active * drawn.weight ? before : drawn;
}
