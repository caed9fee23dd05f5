import { between, pick, wholeBetween } from '../chance';
import { healthy, type Story } from '../story';

/** One instance cannot decide: critical and passing in turn, then calm for minutes. */
export const flapping: Story = function* ({ fleet, random }) {
  yield between(random, 3, 10);
  for (;;) {
    const victim = pick(random, healthy(fleet.instances('recommender')));
    const rounds = wholeBetween(random, 4, 7);
    for (let round = 0; victim && round < rounds; round += 1) {
      fleet.probe([victim.id], 'critical');
      yield between(random, 6, 12);
      fleet.probe([victim.id], 'passing');
      yield between(random, 8, 20);
    }
    yield between(random, 240, 480);
  }
};
