import type { FlappingRule } from '../../domain/flapping';
import { seededRandom } from '../../domain/random';
import type { HeldInstance } from '../../registry/memory/record';
import { createFleet } from '../fleet';
import { openingCast } from '../opening';
import { flapping } from '../stories/flapping';
import { hiccups } from '../stories/hiccups';
import { maintenance } from '../stories/maintenance';
import { slowZone } from '../stories/slow-zone';
import type { Scene, Story } from '../story';
import { extras } from './extras';
import { incidents } from './incidents';
import { type PastEntry, type PastGap, PastLog } from './past-log';
import { PastRegistry } from './past-registry';
import { Settling } from './settling';
import { yesterdayOf } from './yesterday';

export interface DemoPastOptions {
  readonly registry: string;
  /** The same seed and times tell the same past. */
  readonly seed: number;
  /** When the live demo begins, milliseconds since 1970. */
  readonly untilMs: number;
  readonly hours: number;
  /** Of the ids of the changes; lower-case letters and digits. */
  readonly epoch: string;
  readonly flapping?: FlappingRule;
}

/** What would have been observed of the demo before it began, and the fleet that it leaves. */
export interface DemoPast {
  readonly fromMs: number;
  readonly gap: PastGap;
  /** In order; the first is what was there at the beginning. */
  readonly entries: readonly PastEntry[];
  /** What the live demo has to begin with. */
  readonly cast: readonly HeldInstance[];
}

const HOUR_MS = 3_600_000;
/** Who came for the day only has gone by then. */
const LAST_CALL_MS = 30 * 60_000;

interface Turn {
  readonly story: Generator<number, never, void>;
  readonly dueMs: number;
}

/** Plays the hours before the demo in no time; ends in the fleet that the live demo opens with. */
export function demoPast({ registry: id, seed, untilMs, hours, epoch, ...rest }: DemoPastOptions): DemoPast {
  const fromMs = untilMs - hours * HOUR_MS;
  let nowMs = untilMs;
  let chance = seededRandom(seed);
  const clock = { now: () => nowMs, sleep: () => Promise.reject(new Error('the past does not wait')) };
  const gapFrom = Math.round(untilMs - hours * HOUR_MS * 0.39);
  const gap = { fromMs: gapFrom, toMs: gapFrom + Math.min(34 * 60_000, hours * HOUR_MS * 0.05) };
  const log = new PastLog({ registry: id, epoch, gap, flapping: rest.flapping });
  let isOpen = false;
  const registry = new PastRegistry(clock, (batch) => {
    if (isOpen) log.take(batch, nowMs);
  });
  const fleet = createFleet({ registry, clock, random: () => chance() });
  // The very fleet that the live demo builds, by the same chance; what is built from here on is told by another.
  const opening = openingCast(fleet, { nowMs: untilMs, random: seededRandom(seed + 1) });
  chance = seededRandom(seed * 1_000 + 900);
  const yesterday = yesterdayOf(opening, fleet, { fromMs, nowMs: untilMs, random: chance });
  nowMs = fromMs;
  fleet.open(yesterday.cast);
  log.begin(registry.list(), fromMs);
  isOpen = true;

  const settling = new Settling(opening, untilMs, chance);
  const free = settling.unsettled(fleet);
  const isOver = () => nowMs >= untilMs - LAST_CALL_MS;
  const stories = [
    slowed(hiccups, 40),
    slowed(flapping, 8),
    slowed(slowZone, 12),
    incidents,
    slowed(maintenance, 3),
    extras(registry, isOver),
  ];
  const hour = () => (nowMs / HOUR_MS) % 24;
  let turns = [...stories, ...yesterday.deploys].map((story, index): Turn => {
    const scene: Scene = { fleet: free, random: seededRandom(seed * 1_000 + 901 + index), speed: 1, hour };
    return { story: story(scene), dueMs: fromMs };
  });
  for (;;) {
    const next = turns.reduce((first, turn) => (turn.dueMs < first.dueMs ? turn : first));
    nowMs = Math.min(next.dueMs, settling.nextMs);
    if (nowMs >= untilMs) break;
    log.pass(nowMs, () => registry.list());
    if (settling.nextMs <= nowMs) {
      settling.settleNext(fleet);
      continue;
    }
    const { value: seconds } = next.story.next();
    const later = { story: next.story, dueMs: Math.round(next.dueMs + seconds * 1_000) };
    turns = turns.map((turn) => (turn === next ? later : turn));
  }
  const cast = opening.map((instance) => fleet.find(instance.id) ?? instance);
  return { fromMs, gap, entries: log.entries, cast };
}

/** The same story, but slower: what keeps a page of the moment alive would leave no quiet hour in a day. */
function slowed(story: Story, times: number): Story {
  return function* (scene) {
    const told = story(scene);
    for (;;) yield told.next().value * times;
  };
}
