import { isoTime, type Random } from '../domain/clock';
import type { Health } from '../domain/instance';
import type { HeldInstance } from '../registry/memory/record';
import { between } from './chance';
import { probed } from './checks';
import type { Fleet } from './fleet';
import { SERVICE_PLANS, ZONES } from './plans';

/** What is already going on when the curtain rises: the first instances of a service that are in a state, and since when. */
export interface Trouble {
  readonly service: string;
  readonly count: number;
  readonly health: Health;
  /** Since when its health is so; that of a passing one is as old as it is. */
  readonly minutes?: number;
  readonly drainReason?: string;
}

export const TROUBLES: readonly Trouble[] = [
  { service: 'payments', count: 2, health: 'critical', minutes: 4 },
  { service: 'payments', count: 1, health: 'warning', minutes: 7 },
  {
    service: 'payments',
    count: 2,
    health: 'passing',
    drainReason: 'suspected memory leak, heap dump running',
  },
  { service: 'inventory.grpc', count: 1, health: 'critical', minutes: 11 },
  { service: 'search', count: 1, health: 'critical', minutes: 26 },
  { service: 'search', count: 3, health: 'warning', minutes: 31 },
  { service: 'search', count: 1, health: 'passing', drainReason: 'reindexing shard 12' },
  { service: 'cart', count: 3, health: 'warning', minutes: 9 },
  { service: 'recommender', count: 2, health: 'warning', minutes: 38 },
  { service: 'ledger-writer', count: 4, health: 'unknown', minutes: 6 },
  { service: 'user-service', count: 2, health: 'passing', drainReason: 'kernel upgrade' },
  { service: 'media-transcode', count: 3, health: 'passing', drainReason: 'spot capacity is going away' },
];

/** How many of a service still run its version before, where a deploy is half done. */
const BEFORE_DEPLOY: Readonly<Record<string, { readonly version: string; readonly count: number }>> = {
  payments: { version: 'v2.4.1', count: 4 },
  cart: { version: 'v5.0.2', count: 3 },
  'order-service': { version: 'v3.7.0', count: 2 },
};

const MINUTE_MS = 60_000;

/** The whole fleet as it is when the curtain rises at `nowMs`, as if it had run for days; nobody is registered yet. */
export function openingCast(fleet: Fleet, { nowMs, random }: { nowMs: number; random: Random }): HeldInstance[] {
  const all: HeldInstance[] = [];
  for (const plan of SERVICE_PLANS) {
    const deployedMinutesAgo = between(random, 8 * 60, 20 * 24 * 60);
    const old = BEFORE_DEPLOY[plan.name];
    const states = statesOf(plan.name);
    for (let index = 0; index < plan.instances; index += 1) {
      const version = old && index >= plan.instances - old.count ? old.version : plan.version;
      const {
        health,
        minutes = Number.POSITIVE_INFINITY,
        drainReason,
      } = states[index] ?? { health: 'passing' as const };
      const registered = nowMs - (deployedMinutesAgo + minutesBetweenStarts(index)) * MINUTE_MS;
      const since = Math.max(registered + 8_000, nowMs - (minutes + random()) * MINUTE_MS);
      const instance = fleet.build(plan, version, ZONES[index % ZONES.length] ?? 'eu-1a');
      all.push({
        ...instance,
        health,
        checks: aged(probed(instance, health, { at: isoTime(since), random }), isoTime(registered + 8_000)),
        rotation: drainReason ? 'out' : 'in',
        metadata: drainReason ? { ...instance.metadata, 'drain-reason': drainReason } : instance.metadata,
        registeredAt: isoTime(registered),
        since: isoTime(since),
      });
    }
  }
  return all;
}

/** The state of each troubled instance of a service, in turn. */
function statesOf(service: string): Trouble[] {
  return TROUBLES.filter((trouble) => trouble.service === service).flatMap((trouble) =>
    Array.from({ length: trouble.count }, () => trouble),
  );
}

/** Checks that pass have passed since the instance came up. */
function aged(checks: HeldInstance['checks'], upSince: string): HeldInstance['checks'] {
  return checks.map((check) => (check.status === 'passing' ? { ...check, since: upSince } : check));
}

function minutesBetweenStarts(index: number): number {
  return -index * 0.7;
}
