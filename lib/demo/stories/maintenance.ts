import { between, pick, pickSome, wholeBetween } from '../chance';
import { SERVICE_PLANS } from '../plans';
import { healthy, type Story } from '../story';

const REASONS = [
  'kernel upgrade',
  'heap dump',
  'certificate renewal',
  'moving to a larger node',
  'suspected noisy neighbour',
];

/** An operator takes one or two instances out of rotation, says why, and puts them back minutes later. */
export const maintenance: Story = function* ({ fleet, random }) {
  for (;;) {
    yield between(random, 200, 420);
    const plan = pick(random, SERVICE_PLANS);
    const taken = pickSome(random, healthy(fleet.instances(plan?.name)), wholeBetween(random, 1, 2));
    const ids = taken.map((instance) => instance.id);
    fleet.rotate(ids, pick(random, REASONS) ?? null);
    yield between(random, 180, 420);
    fleet.rotate(ids, null);
  }
};
