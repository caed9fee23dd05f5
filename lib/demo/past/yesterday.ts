import { isoTime, type Random } from '../../domain/clock';
import type { HeldInstance } from '../../registry/memory/record';
import { between } from '../chance';
import { probed, unprobed } from '../checks';
import type { Fleet } from '../fleet';
import { planOf, versionBefore, ZONES } from '../plans';
import type { Story } from '../story';

/** What was deployed within the day, and how many minutes ago it began; what is half done now has not gone further. */
const DEPLOYS: Readonly<Record<string, number>> = {
  payments: 52,
  cart: 96,
  'order-service': 214,
  'api-gateway': 7 * 60 + 20,
  recommender: 13 * 60 + 5,
  checkout: 18 * 60 + 40,
};
/** Between the starts of two instances of a deploy, in milliseconds. */
const STEP_MS = 75_000;
const UP_AFTER_MS = 8_000;

/** An instance of now, and what it took the place of within the range. */
interface Successor {
  readonly instance: HeldInstance;
  readonly predecessor: HeldInstance;
  readonly startedMs: number;
}

export interface Yesterday {
  /** Who was there when the range began, all well. */
  readonly cast: readonly HeldInstance[];
  /** How those of now came to be there who were not, each in its turn. */
  readonly deploys: readonly Story[];
}

/** Makes of the fleet as it is at `nowMs` the one there was at `fromMs`. */
export function yesterdayOf(
  opening: readonly HeldInstance[],
  fleet: Fleet,
  { fromMs, nowMs, random }: { fromMs: number; nowMs: number; random: Random },
): Yesterday {
  const cast: HeldInstance[] = [];
  const successors = new Map<string, Successor[]>();
  for (const instance of opening) {
    const startedMs = startOf(instance, successors.get(instance.service)?.length ?? 0, nowMs);
    const before = versionBefore(instance.version);
    if (startedMs === null || startedMs <= fromMs || before === null) {
      cast.push(asWell(instance, random));
      continue;
    }
    const zone = ZONES.find((candidate) => candidate === instance.zone) ?? ZONES[0];
    const registeredMs = fromMs - between(random, 30, 9_000) * 60_000;
    const built = fleet.build(planOf(instance.service), before, zone);
    const predecessor = asWell({ ...built, registeredAt: isoTime(registeredMs) }, random);
    cast.push(predecessor);
    const turn = { instance, predecessor, startedMs };
    successors.set(instance.service, [...(successors.get(instance.service) ?? []), turn]);
  }
  return { cast, deploys: [...successors.values()].map((turns) => deploy(turns, fromMs)) };
}

/** When an instance of now was started by a deploy of the day; null where it was there before. */
function startOf({ service, version }: HeldInstance, index: number, nowMs: number): number | null {
  const minutesAgo = DEPLOYS[service];
  if (minutesAgo === undefined || version !== planOf(service).version) return null;
  return nowMs - minutesAgo * 60_000 + index * STEP_MS;
}

/** Passing and in rotation since it was started, whatever became of it later. */
function asWell(instance: HeldInstance, random: Random): HeldInstance {
  const { 'drain-reason': _, ...metadata } = instance.metadata;
  const upAt = isoTime(Date.parse(instance.registeredAt ?? '') + UP_AFTER_MS);
  const checks = unprobed(planOf(instance.service).probe, instance.port);
  return {
    ...instance,
    metadata,
    rotation: 'in',
    health: 'passing',
    since: upAt,
    checks: probed({ ...instance, checks }, 'passing', { at: upAt, random }),
  };
}

/** Instance by instance: start the new one, let it pass, take the old one out, stop it. */
function deploy(turns: readonly Successor[], fromMs: number): Story {
  return function* ({ fleet }) {
    let nowMs = fromMs;
    for (const { instance, predecessor, startedMs } of turns) {
      yield (startedMs - nowMs) / 1_000;
      const checks = unprobed(planOf(instance.service).probe, instance.port);
      const { 'drain-reason': _, ...metadata } = instance.metadata;
      const [registeredAt, since] = [isoTime(startedMs), isoTime(startedMs)];
      fleet.open([{ ...instance, metadata, rotation: 'in', health: 'unknown', checks, registeredAt, since }]);
      yield UP_AFTER_MS / 1_000;
      fleet.probe([instance.id], 'passing');
      yield 6;
      fleet.rotate([predecessor.id], `replaced by ${instance.version}`);
      yield 9;
      fleet.stop([predecessor.id]);
      nowMs = startedMs + UP_AFTER_MS + 15_000;
    }
    for (;;) yield Number.POSITIVE_INFINITY;
  };
}
