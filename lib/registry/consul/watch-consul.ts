import { backoffDelayMs } from '../../domain/backoff';
import type { RegistryError } from '../../domain/errors';
import type { RegistryEvent } from '../port';
import { createAlarm } from './alarm';
import { DENIED_RETRY_MS, isDenied, registryError } from './blocking-query';
import { CatalogMirror } from './catalog-mirror';
import type { ConsulApi } from './consul-api';
import type { ConsulDeps, ConsulOptions } from './consul-options';
import { createEventQueue, type EventQueue } from './event-queue';
import type { Focus } from './focus';
import { NoticeBoard } from './notice-board';
import type { Session } from './session';
import { type Memory, runSession } from './watch-session';

/** A connection that lasted this long was a good one. */
const STEADY_MS = 10_000;

/** What a watch works with. */
export interface WatchParts {
  readonly options: ConsulOptions;
  readonly api: ConsulApi;
  readonly focus: Focus;
  readonly deps: ConsulDeps;
}

/** Session after session until the signal aborts, with backoff in between. */
export async function* watchConsul(parts: WatchParts, signal: AbortSignal): AsyncGenerator<RegistryEvent, void, void> {
  const { options, focus, deps } = parts;
  const mirror = new CatalogMirror(options);
  const memory: Memory = { state: null };
  let isStale = false;
  let attempt = 0;
  while (!signal.aborted) {
    const queue = createEventQueue();
    const end = new AbortController();
    const fail = (error: RegistryError) => {
      queue.fail(error);
      // At once: what the mirror takes after this would reach nobody.
      end.abort();
    };
    const session = createSession(parts, { mirror, queue, fail, signal: AbortSignal.any([signal, end.signal]) });
    const running = runSession(session, focus, memory).catch((error: unknown) => fail(registryError(error)));
    let liveAt = Number.POSITIVE_INFINITY;
    let failure: RegistryError;
    try {
      for await (const event of queue.read(signal)) {
        if (event.kind === 'link') {
          isStale = false;
          liveAt = deps.clock.now();
        }
        yield event;
      }
      return;
    } catch (error) {
      failure = registryError(error);
    } finally {
      end.abort();
      await running;
    }
    deps.log.warn({ registry: options.id, code: failure.code, detail: failure.message }, 'consul-session-ended');
    if (failure.code === 'index-reset') {
      // The datacenter answers, but its indexes began anew: list again.
      memory.state = null;
    } else if (!isStale) {
      isStale = true;
      yield { kind: 'link', link: { state: 'stale', cause: failure.code, detail: failure.message } };
    }
    // Who accepts and then drops gets no quick retries: each is a whole look at the catalogue.
    if (deps.clock.now() - liveAt >= STEADY_MS) attempt = 0;
    const delayMs = isDenied(failure) ? DENIED_RETRY_MS : backoffDelayMs(attempt, deps.random);
    attempt += 1;
    await deps.clock.sleep(delayMs, signal).catch(() => undefined);
  }
}

function createSession(
  { options, api, deps }: WatchParts,
  own: { mirror: CatalogMirror; queue: EventQueue; fail: Session['fail']; signal: AbortSignal },
): Session {
  return {
    ...deps,
    api,
    mirror: own.mirror,
    signal: own.signal,
    scope: options.datacenter ?? options.id,
    alarm: createAlarm(deps.clock),
    notices: new NoticeBoard((notices) => own.queue.push({ kind: 'notices', notices })),
    emit: own.queue.push,
    publish: (_service, event) => own.queue.push(event),
    fail: own.fail,
  };
}
