import { between, pick } from '../chance';
import { SERVICE_PLANS } from '../plans';
import { healthy, type Story } from '../story';

/** Now and then a service has a bad quarter of an hour: some of its instances break together and are mended one by one. */
export const incidents: Story = function* ({ fleet, random }) {
  for (;;) {
    yield between(random, 25, 100) * 60;
    const plan = pick(random, SERVICE_PLANS);
    const all = plan ? healthy(fleet.instances(plan.name)).filter(({ checks }) => checks.length > 0) : [];
    const broken = all.slice(0, Math.max(1, Math.round(all.length * between(random, 0.1, 0.6))));
    const found = random() < 0.6 ? 'critical' : 'warning';
    fleet.probe(
      broken.map(({ id }) => id),
      found,
    );
    yield between(random, 3, 12) * 60;
    for (const { id } of broken) {
      fleet.probe([id], 'passing');
      yield between(random, 5, 90);
    }
  }
};
