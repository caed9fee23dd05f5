import { backoffDelayMs } from '../../domain/backoff';
import { indexOf, isDenied, registryError } from './blocking-query';
import { servicePath } from './consul-api';
import { fetchService } from './fetch-service';
import type { Focus } from './focus';
import { NEVER_A_TAG } from './never-a-tag';
import { createOwnQueries } from './own-queries';
import { chooseOwnQueries } from './own-query-choice';
import { createServiceFetches } from './service-fetches';
import type { Session } from './session';
import { createSummaries } from './summaries';
import { createSweep } from './sweep';

/** With 5 tables, 2 pipelines of a sweep, a liveness question, the summaries and the fetches this stays within 48 connections. */
export const OWN_QUERY_LIMIT = 32;
const FETCHES = 4;
const RETARGET_MS = 1_000;
/** How many of the last changed services are remembered. */
const RECENT = 64;

/** Keeps a mirrored catalog current: what a hint names is fetched, and what no hint names is found by its index. */
export interface Keeper {
  /** These services changed, or may have: those without a query of their own are fetched. */
  look(services: Iterable<string>): void;
  /** Fetches these services whatever queries they have. Resolves when all are fetched, or the session has ended. */
  fetch(services: Iterable<string>): Promise<void>;
  /** Something changed, nobody knows what. */
  lookEverywhere(): void;
  /** Gives blocking queries to whom they are due now. */
  retarget(): void;
}

export function createKeeper(session: Session, focus: Focus): Keeper {
  const { mirror, clock, random, signal } = session;
  const changedAt = new Map<string, number>();
  let retargetedAt = Number.NEGATIVE_INFINITY;

  const noting: Session = {
    ...session,
    publish(service, event) {
      session.publish(service, event);
      noteChange(service);
    },
  };
  const own = createOwnQueries(noting);

  const fetches = createServiceFetches(async (service) => {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        return await fetchService(noting, service, false);
      } catch {
        session.alarm.ring();
        await clock.sleep(backoffDelayMs(failures, random), signal).catch(() => undefined);
      }
    }
  }, FETCHES);

  const sweep = createSweep({
    targets: () => [...mirror.names()].filter((name) => !own.covers(name)),
    probe: async (service) => {
      if (await differs(session, service)) fetches.request(service);
    },
    clock,
    signal,
  });

  function noteChange(service: string): void {
    changedAt.delete(service);
    changedAt.set(service, clock.now());
    const [oldest] = changedAt.keys();
    if (changedAt.size > RECENT && oldest !== undefined) changedAt.delete(oldest);
    const isDue = clock.now() - retargetedAt >= RETARGET_MS;
    if (isDue || (mirror.size <= OWN_QUERY_LIMIT && !own.has(service))) retarget();
  }

  function retarget(): void {
    retargetedAt = clock.now();
    const candidates = { services: mirror, focused: focus.names(), changedAt, held: own };
    own.retarget(chooseOwnQueries(candidates, OWN_QUERY_LIMIT));
  }

  function look(services: Iterable<string>): void {
    for (const service of services) if (!own.covers(service)) fetches.request(service);
  }

  const compareSummaries = createSummaries(session, look);

  return {
    look,
    async fetch(services) {
      await Promise.all([...services].map((service) => fetches.request(service)));
    },
    lookEverywhere() {
      sweep();
      if (mirror.size > OWN_QUERY_LIMIT) compareSummaries();
    },
    retarget,
  };
}

/** Asked by index alone; in doubt true, so that the fetch meets the failure and waits it out. */
async function differs({ api, mirror, signal }: Session, service: string): Promise<boolean> {
  try {
    const probe = await api.read({ path: servicePath(service), params: { tag: NEVER_A_TAG }, isProbe: true }, signal);
    return indexOf(probe) !== mirror.indexOf(service);
  } catch (error) {
    return !signal.aborted && !isDenied(registryError(error));
  }
}
