import { between, pick } from '../chance';
import { healthy, type Story } from '../story';

/** So many instances may be in trouble at a time. */
const AT_MOST = 9;

/** Instances break and are mended, so that there is always something to look at, and never too much. */
export const faults: Story = function* ({ fleet, random }) {
  for (;;) {
    yield between(random, 70, 200);
    const all = fleet.instances().filter((instance) => instance.checks.length > 0);
    const troubled = all.filter((instance) => instance.health === 'critical' || instance.health === 'warning');
    const breaks = random() < 1 - troubled.length / AT_MOST;
    const chosen = pick(random, breaks ? healthy(all) : troubled);
    if (!chosen) continue;
    const found = random() < 0.6 ? 'critical' : 'warning';
    fleet.probe([chosen.id], breaks ? found : 'passing');
  }
};
