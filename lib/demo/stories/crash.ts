import { between, pick } from '../chance';
import { planOf } from '../plans';
import { healthy, type Story } from '../story';

/** Real seconds after which the registry has surely taken a silent instance out, beyond its TTL. */
const REMOVED_AFTER_SECONDS = 62;

/** A process dies without a word: its heartbeats stop, the registry calls it critical, then removes it; a new one follows. */
export const crash: Story = function* ({ fleet, random, speed }) {
  for (;;) {
    yield between(random, 240, 540);
    const victim = pick(
      random,
      healthy(fleet.instances()).filter((instance) => instance.ttlSeconds !== null),
    );
    if (!victim) continue;
    fleet.crash(victim.id);
    yield ((victim.ttlSeconds ?? 0) + REMOVED_AFTER_SECONDS) * speed;
    const fresh = fleet.launch(planOf(victim.service), victim.version);
    yield between(random, 4, 9);
    fleet.probe([fresh.id], 'passing');
  }
};
