import { get, type IncomingMessage } from 'node:http';
import { type SseEvent, sseEvents } from './sse';

/** One open event stream of a test. Leaving its `await using` scope destroys its socket. */
export interface OpenStream extends AsyncDisposable {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** The next event; null when the stream has ended in good order. Throws when it was cut or nothing comes in time. */
  next(timeoutMs?: number): Promise<SseEvent | null>;
  /** The next `count` events that are no pings. */
  take(count: number): Promise<SseEvent[]>;
  /** Reads up to the first event that satisfies, and gives all that were read. */
  until(isLast: (event: SseEvent) => boolean): Promise<SseEvent[]>;
  /** Stops and goes on reading from the socket: what a slow reader does. */
  pause(): void;
  resume(): void;
  destroy(): void;
  /** Bytes that have arrived so far. */
  received(): number;
}

/** Opens a stream; `lastEventId` is what a browser would send when it reconnects. */
export async function openStream(address: string, lastEventId?: string): Promise<OpenStream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    get(address, { agent: false, headers: { accept: 'text/event-stream', ...headers } }, resolve).once('error', reject);
  });
  const { socket } = response;
  const events = sseEvents(response);

  async function next(timeoutMs = 15_000): Promise<SseEvent | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no event within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      const { value, done } = await Promise.race([events.next(), late]);
      return done ? null : value;
    } finally {
      clearTimeout(timer);
    }
  }

  async function until(isLast: (event: SseEvent) => boolean): Promise<SseEvent[]> {
    const seen: SseEvent[] = [];
    for (;;) {
      const event = await next();
      if (event === null) throw new Error(`the stream ended after ${seen.map(({ name }) => name).join(' ')}`);
      seen.push(event);
      if (isLast(event)) return seen;
    }
  }

  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    next,
    until,
    async take(count) {
      let left = count;
      const seen = await until(({ name }) => name !== 'ping' && --left === 0);
      return seen.filter(({ name }) => name !== 'ping');
    },
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    destroy: () => void socket.destroy(),
    received: () => socket.bytesRead,
    async [Symbol.asyncDispose]() {
      socket.destroy();
    },
  };
}

/** The cursor to come back with: that of the last event that has one. */
export function cursorAfter(events: readonly SseEvent[]): string {
  const cursor = events.findLast(({ id }) => id !== '')?.id;
  if (cursor === undefined) throw new Error('no event had a cursor');
  return cursor;
}
