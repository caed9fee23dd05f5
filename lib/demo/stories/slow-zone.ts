import { between, pick, pickSome } from '../chance';
import { ZONES } from '../plans';
import { healthy, type Story } from '../story';

const HIT_AT_MOST = 8;

/** One zone answers slowly: instances of two services there warn one after another, and recover the same way. */
export const slowZone: Story = function* ({ fleet, random }) {
  for (;;) {
    yield between(random, 420, 840);
    const zone = pick(random, ZONES);
    const services = pickSome(random, ['api-gateway', 'search', 'checkout', 'order-service', 'user-service'], 2);
    const there = healthy(services.flatMap((service) => fleet.instances(service)));
    const hit = there.filter((instance) => instance.zone === zone).slice(0, HIT_AT_MOST);
    for (const instance of hit) {
      fleet.probe([instance.id], 'warning');
      yield between(random, 2, 8);
    }
    yield between(random, 60, 150);
    for (const instance of hit) {
      fleet.probe([instance.id], 'passing');
      yield between(random, 1, 6);
    }
  }
};
