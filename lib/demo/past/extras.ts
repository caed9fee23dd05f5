import type { HeldInstance } from '../../registry/memory/record';
import { between, pick } from '../chance';
import { SERVICE_PLANS } from '../plans';
import type { Story } from '../story';
import type { PastRegistry } from './past-registry';

/** So many may be there beyond those of now. */
const AT_MOST = 14;
const SCALING = SERVICE_PLANS.filter(({ scales }) => scales);

/** Instances that came and went within the day, more of them in the afternoon; now and then one dies without a word. */
export function extras(registry: PastRegistry, isOver: () => boolean): Story {
  return function* ({ fleet, random, hour }) {
    const there: HeldInstance[] = [];
    for (;;) {
      const wanted = isOver() ? 0 : Math.round(AT_MOST * (0.5 - 0.5 * Math.cos(((hour() - 4) / 24) * 2 * Math.PI)));
      if (there.length < wanted) {
        const plan = pick(random, SCALING);
        if (!plan) continue;
        const fresh = fleet.launch(plan, fleet.instances(plan.name).at(-1)?.version ?? plan.version);
        there.push(fresh);
        yield between(random, 4, 9);
        fleet.probe([fresh.id], 'passing');
      } else if (there.length > wanted || random() < 0.5) {
        const gone = there.shift();
        if (gone && gone.ttlSeconds !== null && !isOver() && random() < 0.5) {
          fleet.crash(gone.id);
          yield gone.ttlSeconds;
          registry.miss(gone.id);
          yield 60;
          registry.remove(gone.id, 'lease-expired');
        } else if (gone) {
          fleet.rotate([gone.id], 'scaled in');
          yield between(random, 5, 10);
          fleet.stop([gone.id]);
        }
      }
      yield isOver() ? 4 : between(random, 240, 600);
    }
  };
}
