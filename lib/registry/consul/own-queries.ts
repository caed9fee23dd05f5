import { blockingQuery, indexOf, isDenied } from './blocking-query';
import { servicePath } from './consul-api';
import { createPace } from './pace';
import { deniedNotice, type Session, serviceKey } from './session';
import { takeAnswer } from './take-answer';

/** Blocking queries of single services: their changes arrive in milliseconds. */
export interface OwnQueries {
  /** Has one that works: nobody else need look. */
  covers(service: string): boolean;
  has(service: string): boolean;
  /** Begins those that are new in the list and ends those that are not in it. */
  retarget(services: readonly string[]): void;
}

interface OwnQuery {
  readonly end: AbortController;
  works: boolean;
}

const PACE = { bytesPerSecond: 512 * 1024, burstBytes: 256 * 1024, leastBytes: 2_048 };

export function createOwnQueries(session: Session): OwnQueries {
  const queries = new Map<string, OwnQuery>();

  function begin(service: string): void {
    const query: OwnQuery = { end: new AbortController(), works: true };
    queries.set(service, query);
    run(service, query).catch(session.fail);
  }

  async function run(service: string, query: OwnQuery): Promise<void> {
    const { api, mirror, clock, random, notices } = session;
    const signal = AbortSignal.any([session.signal, query.end.signal]);
    const asked = {
      path: servicePath(service),
      from: mirror.indexOf(service),
      pace: createPace(PACE, clock),
      onFailure: (failure: Parameters<typeof isDenied>[0]) => {
        query.works = false;
        if (isDenied(failure)) notices.put(serviceKey(service), deniedNotice(service, failure));
        else session.alarm.ring();
      },
      onRecovery: () => {
        query.works = true;
        notices.take(serviceKey(service));
      },
    };
    let ticket = mirror.ticket();
    for await (const answer of blockingQuery(api, asked, { clock, random, signal })) {
      const heardAtMs = clock.now();
      await takeAnswer(session, service, { ...answer, index: indexOf(answer), ticket, heardAtMs }, false);
      ticket = mirror.ticket();
    }
  }

  return {
    covers: (service) => queries.get(service)?.works ?? false,
    has: (service) => queries.has(service),
    retarget(services) {
      const wanted = new Set(services);
      for (const [service, query] of queries) {
        if (wanted.has(service)) continue;
        queries.delete(service);
        query.end.abort();
      }
      for (const service of wanted) if (!queries.has(service)) begin(service);
    },
  };
}
