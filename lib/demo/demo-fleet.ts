import type { Clock } from '../domain/clock';
import type { Log } from '../domain/log';
import { seededRandom } from '../domain/random';
import type { MemoryRegistry } from '../registry/memory/memory-registry';
import type { HeldInstance } from '../registry/memory/record';
import { createFleet } from './fleet';
import { openingCast } from './opening';
import { crash } from './stories/crash';
import { faults } from './stories/faults';
import { flapping } from './stories/flapping';
import { heartbeats } from './stories/heartbeats';
import { hiccups } from './stories/hiccups';
import { maintenance } from './stories/maintenance';
import { rollingDeploy } from './stories/rolling-deploy';
import { scaling } from './stories/scaling';
import { slowZone } from './stories/slow-zone';
import type { Scene, Story } from './story';

export interface DemoFleetOptions {
  readonly registry: MemoryRegistry;
  readonly clock: Clock;
  readonly log: Log;
  /** The same seed at the same speed tells the same history. */
  readonly seed: number;
  /** Seconds of the demo in one second of the clock; 1 is a believable afternoon. */
  readonly speed: number;
  /** The same fleet with a past, which it goes on from. */
  readonly cast?: readonly HeldInstance[];
}

export interface DemoFleet {
  /** Lives until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** Adding a story is adding its file and one line here, at the end: earlier ones keep their chance. */
const STORIES: readonly Story[] = [
  heartbeats,
  hiccups,
  rollingDeploy,
  scaling,
  flapping,
  slowZone,
  crash,
  maintenance,
  faults,
];

/** Later than this the machine slept or was busy: the demo goes on from there and does not rush to catch up. */
const LATE_MS = 5_000;

interface Turn {
  readonly story: Generator<number, never, void>;
  /** Milliseconds of the demo since its start. */
  readonly dueMs: number;
}

/** Registers the fleet at once, so that a watch started afterwards lists it; `run` makes it live. */
export function createDemoFleet({ registry, clock, log, seed, speed, cast }: DemoFleetOptions): DemoFleet {
  const fleet = createFleet({ registry, clock, random: seededRandom(seed) });
  const opening = openingCast(fleet, { nowMs: clock.now(), random: seededRandom(seed + 1) });
  fleet.open(cast ?? opening);
  log.info({ seed, speed, instances: fleet.instances().length }, 'demo-fleet-registered');

  async function run(signal: AbortSignal): Promise<void> {
    let start = clock.now();
    let demoMs = 0;
    const hour = () => ((((start + demoMs) / 3_600_000) % 24) + 24) % 24;
    let turns: Turn[] = STORIES.map((story, index) => {
      const scene: Scene = { fleet, random: seededRandom(seed * 1_000 + index), speed, hour };
      return { story: story(scene), dueMs: 0 };
    });
    while (!signal.aborted) {
      const [next, ...others] = turns.toSorted((a, b) => a.dueMs - b.dueMs);
      if (!next) return;
      const waitMs = start + next.dueMs / speed - clock.now();
      if (waitMs < -LATE_MS) start -= waitMs;
      if (waitMs > 0) await clock.sleep(waitMs, signal).catch(() => undefined);
      if (signal.aborted) return;
      demoMs = next.dueMs;
      const { value: seconds } = next.story.next();
      turns = [...others, { story: next.story, dueMs: next.dueMs + seconds * 1_000 }];
    }
  }

  return { run };
}
