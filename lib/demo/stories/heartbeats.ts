import type { Story } from '../story';

/** Real seconds between heartbeats: a third of the shortest TTL of the fleet. */
const EVERY_SECONDS = 5;

/** Programs with a TTL say that they live. The registry counts real seconds, whatever the demo's speed. */
export const heartbeats: Story = function* ({ fleet, speed }) {
  for (;;) {
    fleet.beat();
    yield EVERY_SECONDS * speed;
  }
};
