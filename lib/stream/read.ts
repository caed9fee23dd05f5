import { backoffDelayMs } from '../domain/backoff';
import { type Clock, isoTime, type Random } from '../domain/clock';
import { type EventSourceLike, type Received, readConnection } from './connection';

/** How the stream stands. `since` (ISO 8601) is when it was lost; `ended` is lost with notice. Both are tried again. */
export type StreamStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'reconnecting'; readonly since: string }
  | { readonly state: 'ended'; readonly since: string };

/** Whether anybody can see the page. */
export interface Visibility {
  isHidden(): boolean;
  /** Calls `listener` whenever that changes, until the signal aborts. */
  onChange(listener: () => void, signal: AbortSignal): void;
}

export interface ReadOptions {
  readonly EventSource: new (address: string) => EventSourceLike;
  /** Where to read, cursor included; asked anew for every connection. */
  readonly address: () => string;
  readonly clock: Clock;
  readonly random: Random;
  readonly visibility: Visibility;
  readonly onFrame: (received: Received) => void;
  readonly onStatus: (status: StreamStatus) => void;
}

export interface StreamReader {
  /** Opens the connection again at once, because its address has changed. */
  reopen(): void;
  close(): void;
}

const LOST = { ended: 'ended', lost: 'reconnecting' } as const;

/** A page hidden this long gives its connection back, in milliseconds. */
export const HIDDEN_LIMIT_MS = 60_000;

/** Reads the stream until it is closed, over as many connections as that takes. */
export function readStream(options: ReadOptions): StreamReader {
  const closing = new AbortController();
  let turn = new AbortController();
  void readTurns(options, closing.signal, () => {
    // What the turn before still listens for ends with it.
    turn.abort();
    turn = new AbortController();
    return AbortSignal.any([turn.signal, closing.signal]);
  });
  return { reopen: () => turn.abort(), close: () => closing.abort() };
}

/** `nextTurn` gives the signal of one connection and of the wait that may follow it. */
async function readTurns(options: ReadOptions, closed: AbortSignal, nextTurn: () => AbortSignal): Promise<void> {
  const { clock, random, visibility, onStatus } = options;
  let attempt = 0;
  let loss: StreamStatus | null = null;
  onStatus({ state: 'connecting' });
  while (!closed.aborted) {
    if (visibility.isHidden()) await shown(visibility, closed);
    const turn = nextTurn();
    const hidden = hiddenForLong(options, turn);
    let isLive = false;
    const onFrame = (received: Received) => {
      options.onFrame(received);
      // Without an id a snapshot is not complete: whoever fails there every time must not come back ever faster.
      if (received.id !== '') attempt = 0;
      loss = null;
      if (!isLive) onStatus({ state: 'live' });
      isLive = true;
    };
    const source = new options.EventSource(options.address());
    const end = await readConnection(source, { clock, onFrame }, AbortSignal.any([turn, hidden]));
    if (end === 'aborted') {
      if (hidden.aborted) onStatus({ state: 'connecting' });
      continue;
    }
    // What the tries after it meet does not change how and when it was lost.
    const lost: StreamStatus = loss ?? { state: LOST[end], since: isoTime(clock.now()) };
    loss = lost;
    onStatus(lost);
    await clock.sleep(backoffDelayMs(attempt, random), turn).catch(() => undefined);
    attempt += 1;
  }
}

function shown(visibility: Visibility, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const finish = () => {
      over.abort();
      resolve();
    };
    visibility.onChange(() => !visibility.isHidden() && finish(), over.signal);
    closed.addEventListener('abort', finish, { once: true, signal: over.signal });
  });
}

/** Aborts when the page has been hidden for {@link HIDDEN_LIMIT_MS} without a break. */
function hiddenForLong({ clock, visibility }: ReadOptions, turn: AbortSignal): AbortSignal {
  const limit = new AbortController();
  let wait = new AbortController();
  visibility.onChange(() => {
    wait.abort();
    if (!visibility.isHidden()) return;
    wait = new AbortController();
    void clock.sleep(HIDDEN_LIMIT_MS, AbortSignal.any([wait.signal, turn])).then(
      () => limit.abort(),
      () => undefined,
    );
  }, turn);
  return limit.signal;
}
