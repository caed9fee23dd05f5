import { between, pick } from '../chance';
import { healthy, type Story } from '../story';

/** Small things that always happen: a slow answer or a burst of 429, over in seconds, or a new weight. */
export const hiccups: Story = function* ({ fleet, random }) {
  for (;;) {
    yield between(random, 8, 18);
    const instance = pick(
      random,
      healthy(fleet.instances()).filter((candidate) => candidate.checks.length > 0),
    );
    if (!instance) continue;
    if (random() < 0.25 && (instance.weight ?? 0) >= 80) {
      const weight = instance.weight === 100 ? 80 : 100;
      fleet.update(instance.id, { weight });
      continue;
    }
    fleet.probe([instance.id], 'warning');
    yield between(random, 6, 16);
    fleet.probe([instance.id], 'passing');
  }
};
