import type { Clock } from '../../domain/clock';
import { inParallel } from '../in-parallel';
import type { EtcdClient } from './client';
import { DueTimes } from './due-times';
import type { TimeToLiveResponse } from './wire';

/** What etcd says of a lease; `deadline` is the earliest time it can run out, in milliseconds since 1970. */
export interface LeaseTime {
  readonly ttlSeconds: number;
  readonly remainingSeconds: number;
  readonly deadline: number;
}

/**
 * Follows the leases that hold keys, so that a removal can be told from an expiry: each is asked for again at about
 * half of what it had left, a bounded number a second, new ones first.
 */
export interface Leases {
  /** What was last heard of it; for a while also once it holds no key any more. */
  known(id: string): LeaseTime | undefined;
  /** One key more is held by it. */
  hold(id: string): void;
  /** One key less is held by it. */
  release(id: string): void;
  /** No key is held by any. What is known of them stays for those that hold keys again soon: a new list follows. */
  clear(): void;
  /** Asks now. Null for a lease that is gone; left out where it could not be asked. @throws RegistryError when none could */
  ask(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, LeaseTime | null>>;
  /** Keeps what is known current until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

const ASKED_AT_ONCE = 16;
const TICK_MS = 100;
/** 100 a second, whatever the number of leases. */
const ASKED_PER_TICK = 10;
/** How long a lease without keys stays known. */
const KEPT_MS = 60_000;
const SHORTEST_MS = 250;
const LONGEST_MS = 600_000;

export function createLeases(client: EtcdClient, clock: Clock): Leases {
  const keys = new Map<string, number>();
  const times = new Map<string, LeaseTime>();
  const due = new DueTimes();

  const ask = async (ids: readonly string[], signal: AbortSignal) => {
    const answers = new Map<string, LeaseTime | null>();
    let failure: unknown;
    await inParallel(ids, ASKED_AT_ONCE, async (id) => {
      const askedAt = clock.now();
      const payload = { ID: id, keys: false };
      const request = { service: 'Lease', method: 'LeaseTimeToLive', payload } as const;
      const answer = await client.request<TimeToLiveResponse>(request, signal).catch((error: unknown) => {
        failure = error;
      });
      if (!answer) return;
      const time = timeOf(answer, askedAt);
      answers.set(id, time);
      if (time && keys.has(id)) times.set(id, time);
    });
    if (failure && answers.size === 0) throw failure;
    return answers;
  };

  const forgetLater = (id: string) => due.add(id, clock.now() + KEPT_MS);
  /** The leases to ask for now. Those that hold no key are forgotten, and take nobody's turn. */
  const takeDue = () => {
    const held: string[] = [];
    for (;;) {
      const ids = due.take(clock.now(), ASKED_PER_TICK - held.length);
      if (ids.length === 0) return held;
      for (const id of ids) {
        if (keys.has(id)) held.push(id);
        else times.delete(id);
      }
    }
  };

  return {
    known: (id) => times.get(id),
    hold(id) {
      const count = keys.get(id) ?? 0;
      keys.set(id, count + 1);
      if (count === 0) due.addNow(id);
    },
    release(id) {
      const count = keys.get(id) ?? 0;
      if (count > 1) keys.set(id, count - 1);
      else {
        keys.delete(id);
        forgetLater(id);
      }
    },
    clear() {
      for (const id of keys.keys()) forgetLater(id);
      keys.clear();
    },
    ask,
    async run(signal) {
      while (!signal.aborted) {
        const ids = takeDue();
        const answers = await ask(ids, signal).catch(() => new Map<string, LeaseTime | null>());
        for (const id of ids) {
          const time = answers.get(id);
          // Of a lease that is gone the watch will speak; one that could not be asked is asked again later.
          if (time === null) continue;
          const halfLife = ((time?.remainingSeconds ?? 10) * 1_000) / 2;
          due.add(id, clock.now() + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, halfLife)));
        }
        await clock.sleep(TICK_MS, signal).catch(() => {});
      }
    },
  };
}

function timeOf(answer: TimeToLiveResponse, askedAt: number): LeaseTime | null {
  const remainingSeconds = Number(answer.TTL);
  if (remainingSeconds < 0) return null;
  return { ttlSeconds: Number(answer.grantedTTL), remainingSeconds, deadline: askedAt + remainingSeconds * 1_000 };
}
