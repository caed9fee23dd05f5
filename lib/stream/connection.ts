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
  readonly onFrame: (received: Received) => void;
}

/** Why a connection is over: the server said so, it was cut off or fell silent, or the signal aborted. */
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
    const hear = (name: FrameName, data: string, id: string) => {
      if (over.signal.aborted) return;
      lastHeard = clock.now();
      const frame = parseFrame(data);
      if (frame === undefined) return resolve('lost');
      onFrame({ name, frame, id } as Received);
      if (name === 'end') resolve('ended');
      if (name === 'failure') resolve('lost');
    };
    for (const name of FRAME_NAMES) {
      source.addEventListener(name, ({ data = '', lastEventId = '' }) => hear(name, data, lastEventId));
    }
    // EventSource would reconnect by itself, without backoff and to an address whose cursor is old.
    source.addEventListener('error', () => resolve('lost'));
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'), { once: true, signal: over.signal });
    void silence(clock, () => lastHeard, over.signal).then(
      () => resolve('lost'),
      () => undefined,
    );
  });
  over.abort();
  source.close();
  return end;
}

async function silence(clock: Clock, lastHeard: () => number, signal: AbortSignal): Promise<void> {
  for (let left = SILENCE_MS; left > 0; left = lastHeard() + SILENCE_MS - clock.now()) await clock.sleep(left, signal);
}

function parseFrame(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
