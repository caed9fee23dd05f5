import { expect, it } from 'vitest';
import { PING_INTERVAL_MS } from '@/lib/stream/frames';
import { HIDDEN_LIMIT_MS, readStream, type StreamStatus } from '@/lib/stream/read';
import { fakeEventSources } from '../support/fake-event-source';
import { manualClock } from '../support/manual-clock';

const LONGEST_WAIT_MS = 5_000;
const PING = { at: '2026-01-05T09:00:00.000Z' };

/** A reader whose address is the id it heard last. */
function reading() {
  const clock = manualClock();
  const { Source, opened, newest } = fakeEventSources();
  const statuses: StreamStatus[] = [];
  const heard: string[] = [];
  let refused: string | null = null;
  const refuse = (id: string) => {
    refused = id;
  };
  const visibility = { hidden: false, listeners: new Set<() => void>() };
  const reader = readStream({
    EventSource: Source,
    address: () => heard.at(-1) ?? 'start',
    clock,
    random: () => 0.5,
    visibility: {
      isHidden: () => visibility.hidden,
      onChange: (listener, signal) => {
        visibility.listeners.add(listener);
        signal.addEventListener('abort', () => visibility.listeners.delete(listener));
      },
    },
    onFrame: ({ id }) => {
      if (id === refused) throw new Error('a frame that does not fit');
      heard.push(id);
    },
    onStatus: (status) => statuses.push(status),
  });
  const setHidden = (hidden: boolean) => {
    visibility.hidden = hidden;
    for (const listener of [...visibility.listeners]) listener();
  };
  const status = () => statuses.at(-1)?.state;
  return { clock, opened, newest, reader, setHidden, status, statuses, heard, refuse, visibility };
}

it('is live from the first frame on', async () => {
  const { newest, status, statuses, heard } = reading();
  expect(status()).toBe('connecting');
  newest().send('ping', PING, 'e.1');
  newest().send('ping', PING, 'e.2');
  expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'live']);
  expect(heard).toEqual(['e.1', 'e.2']);
});

it('reconnects after a cut, going on after the last id', async () => {
  const { clock, newest, opened, status } = reading();
  newest().send('ping', PING, 'e.7');
  newest().cut();
  await clock.advance(0);
  expect(opened[0]?.isClosed).toBe(true);
  expect(status()).toBe('reconnecting');
  await clock.advance(100);
  expect(newest().address).toBe('e.7');
  newest().send('ping', PING, 'e.8');
  expect(status()).toBe('live');
});

it('says since when it is lost, over all tries', async () => {
  const { clock, newest, statuses } = reading();
  newest().send('ping', PING, 'e.1');
  const lostAt = new Date(clock.now()).toISOString();
  for (let index = 0; index < 3; index += 1) {
    newest().cut();
    await clock.advance(LONGEST_WAIT_MS);
  }
  expect(statuses.at(-1)).toEqual({ state: 'reconnecting', since: lostAt });
});

it('waits longer with every try, at most 5 s, and starts afresh after a real frame', async () => {
  const { clock, newest, opened } = reading();
  const waits: number[] = [];
  const lose = async () => {
    const count = opened.length;
    newest().cut();
    await clock.advance(0);
    const from = clock.now();
    while (opened.length === count) await clock.advance(25);
    return clock.now() - from;
  };
  for (let index = 0; index < 9; index += 1) waits.push(await lose());
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits.at(-1)).toBeGreaterThan(3_000);
  expect(waits.at(-1)).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  newest().send('ping', PING, 'e.1');
  expect(await lose()).toBeLessThanOrEqual(100);
});

it('takes the silence of two pings for a loss, and a ping for a sign of life', async () => {
  const { clock, newest, opened, status } = reading();
  newest().send('ping', PING, 'e.1');
  await clock.advance(PING_INTERVAL_MS);
  newest().send('ping', PING, 'e.2');
  await clock.advance(2 * PING_INTERVAL_MS - 1);
  expect(opened).toHaveLength(1);
  await clock.advance(1);
  expect(opened[0]?.isClosed).toBe(true);
  expect(status()).toBe('reconnecting');
});

it('tells an end in good order from a loss, and comes back all the same', async () => {
  const { clock, newest, opened, status } = reading();
  newest().send('end', { reason: 'shutting-down' }, 'e.3');
  await clock.advance(0);
  expect(status()).toBe('ended');
  await clock.advance(100);
  expect(opened).toHaveLength(2);
  newest().cut();
  await clock.advance(0);
  expect(status()).toBe('ended');
});

it('takes a frame that is no JSON for a loss', async () => {
  const { clock, newest, status, heard } = reading();
  newest().sendText('change', '{"view":', 'e.3');
  await clock.advance(0);
  expect(status()).toBe('reconnecting');
  expect(heard).toEqual([]);
});

it('takes a frame its reader cannot take for a loss, and hears nothing more of that connection', async () => {
  const { clock, newest, opened, status, heard, refuse } = reading();
  newest().send('ping', PING, 'e.1');
  refuse('e.2');
  newest().send('ping', PING, 'e.2');
  newest().send('ping', PING, 'e.3');
  await clock.advance(0);
  expect(opened[0]?.isClosed).toBe(true);
  expect(status()).toBe('reconnecting');
  expect(heard).toEqual(['e.1']);
});

it('waits longer with every try while no snapshot comes through whole', async () => {
  const { clock, newest, opened } = reading();
  const from = clock.now();
  for (let index = 0; index < 9; index += 1) {
    const count = opened.length;
    newest().send('snapshot', { view: 'services', items: [] }, '');
    newest().cut();
    await clock.advance(0);
    while (opened.length === count) await clock.advance(25);
  }
  expect(clock.now() - from).toBeGreaterThan(LONGEST_WAIT_MS);
});

it('opens again at once when its address has changed, and stays live meanwhile', async () => {
  const { clock, newest, opened, reader, status } = reading();
  newest().send('ping', PING, 'e.1');
  reader.reopen();
  await clock.advance(0);
  expect(opened).toHaveLength(2);
  expect(opened[0]?.isClosed).toBe(true);
  expect(status()).toBe('live');
});

it('gives its connection back when the page is hidden for long, and comes back when it is shown', async () => {
  const { clock, newest, opened, setHidden, status } = reading();
  newest().send('ping', PING, 'e.1');
  setHidden(true);
  for (let waited = 0; waited < HIDDEN_LIMIT_MS; waited += PING_INTERVAL_MS) {
    expect(newest().isClosed).toBe(false);
    await clock.advance(PING_INTERVAL_MS);
    newest().send('ping', PING, 'e.2');
  }
  expect(newest().isClosed).toBe(true);
  await clock.advance(HIDDEN_LIMIT_MS);
  expect(opened).toHaveLength(1);
  expect(status()).toBe('connecting');
  setHidden(false);
  await clock.advance(0);
  expect(opened).toHaveLength(2);
  expect(newest().address).toBe('e.2');
});

it('keeps its connection when the page is hidden for a moment', async () => {
  const { clock, newest, opened, setHidden } = reading();
  setHidden(true);
  await clock.advance(PING_INTERVAL_MS);
  newest().send('ping', PING, 'e.1');
  setHidden(false);
  for (let waited = 0; waited < 2 * HIDDEN_LIMIT_MS; waited += PING_INTERVAL_MS) {
    await clock.advance(PING_INTERVAL_MS);
    newest().send('ping', PING, 'e.2');
  }
  expect(opened).toHaveLength(1);
});

it('closes for good, leaving nothing behind', async () => {
  const { clock, newest, opened, reader, visibility } = reading();
  newest().send('ping', PING, 'e.1');
  reader.close();
  await clock.advance(LONGEST_WAIT_MS);
  expect(newest().isClosed).toBe(true);
  expect(opened).toHaveLength(1);
  expect(clock.sleepers()).toBe(0);
  expect(visibility.listeners.size).toBe(0);
});
