import type { Clock } from '../domain/clock';
import { type FrameName, type Frames, PING_INTERVAL_MS } from './frames';

/** A frame with the id it came with: the cursor after it, or empty while a snapshot is not complete. */
export type Received = {
  [Name in FrameName]: { readonly name: Name; readonly frame: Frames[Name]; readonly id: string };
}[FrameName];

/** What is used of the browser's EventSource. */
export interface EventSourceLike {
  addEventListener(
    type: string,
    listener: (event: { readonly data?: string; readonly lastEventId?: string }) => void,
  ): void;
  close(): void;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  /** May throw at a frame that does not fit: the connection counts as lost. */
  readonly onFrame: (received: Received) => void;
}

/** Why a connection is over: the server said so, it was cut off, fell silent or made no sense, or the signal aborted. */
export type ConnectionEnd = 'ended' | 'lost' | 'aborted';

const FRAME_NAMES = ['snapshot', 'change', 'link', 'ping', 'end', 'failure'] as const satisfies readonly FrameName[];
const SILENCE_MS = 2 * PING_INTERVAL_MS;

/** Reads one EventSource until it is over, and closes it. Silence of two pings counts as lost. */
export async function readConnection(
  source: EventSourceLike,
  { clock, onFrame }: ConnectionOptions,
  signal: AbortSignal,
): Promise<ConnectionEnd> {
  const over = new AbortController();
  let lastHeard = clock.now();
  const end = await new Promise<ConnectionEnd>((resolve) => {
    const finish = (reason: ConnectionEnd) => {
      over.abort();
      resolve(reason);
    };
    const hear = (name: FrameName, data: string, id: string) => {
      if (over.signal.aborted) return;
      lastHeard = clock.now();
      try {
        onFrame({ name, frame: JSON.parse(data), id } as Received);
      } catch {
        return finish('lost');
      }
      if (name === 'end') finish('ended');
      if (name === 'failure') finish('lost');
    };
    for (const name of FRAME_NAMES) {
      source.addEventListener(name, ({ data = '', lastEventId = '' }) => hear(name, data, lastEventId));
    }
    // EventSource would reconnect by itself, without backoff and to an address whose cursor is old.
    source.addEventListener('error', () => finish('lost'));
    if (signal.aborted) finish('aborted');
    signal.addEventListener('abort', () => finish('aborted'), { once: true, signal: over.signal });
    void silence(clock, () => lastHeard, over.signal).then(
      () => finish('lost'),
      () => undefined,
    );
  });
  source.close();
  return end;
}

async function silence(clock: Clock, lastHeard: () => number, signal: AbortSignal): Promise<void> {
  for (let left = SILENCE_MS; left > 0; left = lastHeard() + SILENCE_MS - clock.now()) await clock.sleep(left, signal);
}
