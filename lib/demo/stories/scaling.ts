import { between, pick } from '../chance';
import { SERVICE_PLANS } from '../plans';
import { healthy, type Story } from '../story';

/** Services that scale follow the day: fewest at 4, most at 16 o'clock, one instance at a time. */
export const scaling: Story = function* ({ fleet, random, hour }) {
  for (;;) {
    yield between(random, 60, 180);
    const plan = pick(
      random,
      SERVICE_PLANS.filter((candidate) => candidate.scales),
    );
    if (!plan) continue;
    const instances = fleet.instances(plan.name);
    const load = 1 - 0.35 * Math.cos(((hour() - 4) / 24) * 2 * Math.PI) + between(random, -0.15, 0.15);
    const wanted = Math.round(plan.instances * load);
    if (instances.length < wanted) {
      const fresh = fleet.launch(plan, instances.at(-1)?.version ?? plan.version);
      yield between(random, 4, 9);
      fleet.probe([fresh.id], 'passing');
    } else if (instances.length > wanted) {
      const surplus = healthy(instances)[0];
      if (!surplus) continue;
      fleet.rotate([surplus.id], 'scaled in');
      yield between(random, 5, 10);
      fleet.stop([surplus.id]);
    }
  }
};
