import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../domain/clock';
import { RegistryError } from '../../domain/errors';
import type { EtcdClient, WatchCall } from './client';
import { toRegistryError } from './errors';
import type { KeyEvent, WatchResponse } from './wire';

/** What a stream watches: a range of keys from a revision on. */
export interface WatchCreate {
  readonly key: Buffer;
  readonly range_end: Buffer;
  readonly start_revision: number;
}

/** One watch stream. It knows nothing of ranges; it makes whole what came in fragments, and notices silence. */
export interface WatchStream {
  create(request: WatchCreate): void;
  /** etcd answers with watch id -1 once every watcher has what happened; not at all while one has not. */
  requestProgress(): void;
  /** All responses that have arrived, in order, at least one. @throws RegistryError once the stream has ended */
  read(): Promise<readonly WatchResponse[]>;
  /** When the first of those read last arrived, milliseconds since 1970. */
  readonly heardAtMs: number;
  close(): void;
}

export interface WatchStreamContext {
  readonly client: EtcdClient;
  readonly clock: Clock;
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

/** The answer that was on its way while the process was busy gets this long before silence counts. */
const LAST_CHANCE_MS = 50;

/** @throws RegistryError when there is no token to be had */
export async function openWatchStream(context: WatchStreamContext): Promise<WatchStream> {
  const { client, signal } = context;
  const endpoint = client.endpoint();
  const call = await client.openWatch(signal);
  const ended = new AbortController();
  const fragments = new Map<string, KeyEvent[]>();
  let arrived: WatchResponse[] = [];
  let arrivedAt = 0;
  let heardAtMs = 0;
  let failure: unknown;
  let isHeard = false;
  let wake = () => {};

  const fail = (error: unknown) => {
    failure ??= error;
    ended.abort();
    wake();
  };
  call.on('data', (response: WatchResponse) => {
    isHeard = true;
    const whole = assemble(fragments, response);
    if (!whole) return;
    if (arrived.length === 0) arrivedAt = context.clock.now();
    arrived.push(whole);
    wake();
  });
  call.on('error', (error) => fail(toRegistryError(error, endpoint)));
  call.on('end', () => fail(new RegistryError('unreachable', `${endpoint}: the watch stream ended`)));
  const abort = () => fail(signal.reason);
  signal.addEventListener('abort', abort, { once: true });

  const write = (message: object) => {
    if (!ended.signal.aborted) call.write(message);
  };
  const noticeSilence = async () => {
    let isAsked = false;
    for (;;) {
      await context.clock.sleep(context.silenceMs, ended.signal);
      if (isAsked && !isHeard) await context.clock.sleep(LAST_CHANCE_MS, ended.signal);
      if (isAsked && !isHeard) return fail(new RegistryError('timeout', `${endpoint}: no sign of life from the watch`));
      isAsked = !isHeard;
      isHeard = false;
      if (isAsked) write({ progress_request: {} });
    }
  };
  noticeSilence().catch(() => {});

  return {
    create: (request) => write({ create_request: { ...request, fragment: true } }),
    requestProgress: () => write({ progress_request: {} }),
    async read() {
      while (arrived.length === 0) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      // Watchers of one stream get the events of one revision in separate responses, written together.
      await turn();
      const responses = arrived;
      arrived = [];
      heardAtMs = arrivedAt;
      return responses;
    },
    get heardAtMs() {
      return heardAtMs;
    },
    close() {
      signal.removeEventListener('abort', abort);
      fail(new RegistryError('unavailable', 'the watch stream was closed'));
      end(call);
    },
  };
}

/** The response with all its fragments' events, or nothing while more are to come. */
function assemble(fragments: Map<string, KeyEvent[]>, response: WatchResponse): WatchResponse | undefined {
  const earlier = fragments.get(response.watch_id);
  if (!response.fragment && !earlier) return response;
  const events = earlier ?? [];
  for (const event of response.events) events.push(event);
  if (response.fragment) {
    fragments.set(response.watch_id, events);
    return undefined;
  }
  fragments.delete(response.watch_id);
  return { ...response, events };
}

function end(call: WatchCall): void {
  // A cancelled call still emits its error: without a listener that would end the process.
  call.removeAllListeners();
  call.on('error', () => {});
  call.cancel();
}
