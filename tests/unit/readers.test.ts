import { describe, expect, it } from 'vitest';
import { Feed } from '@/lib/feed/feed';
import { Readers } from '@/lib/feed/readers';
import { createMemoryRegistry } from '@/lib/registry/memory/memory-registry';
import { PING_INTERVAL_MS, type ViewSpec } from '@/lib/stream/frames';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { type SseEvent, sseEvents } from '../support/sse';
import { eventually } from '../support/wait';

const web = { service: 'web', address: '10.0.0.1', port: 80 };

async function streaming() {
  const clock = manualClock();
  const registry = createMemoryRegistry({ id: 'memory' }, { clock });
  const feed = new Feed({ registries: [registry], clock, random: () => 0.5, log: quietLog, epoch: 'e1' });
  const readers = new Readers(feed, clock);
  const ending = new AbortController();
  const running = [feed.run(ending.signal), readers.run(ending.signal)];
  await eventually(() => feed.upstream('memory')?.link.state === 'live');
  return {
    clock,
    registry,
    feed,
    readers,
    end: () => ending.abort(),
    async [Symbol.asyncDispose]() {
      ending.abort();
      await Promise.all(running);
    },
  };
}

function open(readers: Readers, specs: readonly ViewSpec[], after: string | null = null) {
  const events = sseEvents(readers.open(specs, after) as unknown as AsyncIterable<Uint8Array>);
  return {
    async take(count: number): Promise<SseEvent[]> {
      const taken: SseEvent[] = [];
      while (taken.length < count) {
        const { value, done } = await events.next();
        if (done) break;
        taken.push(value);
      }
      return taken;
    },
    async [Symbol.asyncDispose]() {
      await events.return(undefined);
    },
  };
}

describe('the stream of a feed', () => {
  it('begins with a snapshot and the links, and goes on with changes', async () => {
    await using fixture = await streaming();
    fixture.registry.register('a', web);
    await eventually(() => [...fixture.feed.instances()].length === 1);
    await using reader = open(fixture.readers, [{ view: 'instances' }]);
    const [snapshot, link] = await reader.take(2);
    expect(snapshot).toMatchObject({
      name: 'snapshot',
      id: fixture.feed.cursor,
      data: { view: 'instances', items: [{ id: 'a' }] },
    });
    expect(link).toMatchObject({ name: 'link', data: { registry: 'memory', state: 'live' } });
    fixture.registry.register('b', web);
    const [registered] = await reader.take(1);
    expect(registered).toMatchObject({
      name: 'change',
      id: fixture.feed.cursor,
      data: { upserted: [{ id: 'b' }], removed: [] },
    });
    fixture.registry.deregister('a');
    const [gone] = await reader.take(1);
    expect(gone).toMatchObject({ name: 'change', data: { upserted: [], removed: ['a'] } });
  });

  it('sends what was missed and no snapshot to a reader that comes back', async () => {
    await using fixture = await streaming();
    const before = fixture.feed.cursor;
    fixture.registry.register('a', web);
    fixture.registry.register('b', web);
    await eventually(() => [...fixture.feed.instances()].length === 2);
    await using reader = open(fixture.readers, [{ view: 'instances' }], before);
    const events = await reader.take(2);
    expect(events.map(({ name, data }) => [name, data.upserted[0].id])).toEqual([
      ['change', 'a'],
      ['change', 'b'],
    ]);
  });

  it('pings at once when nothing was missed', async () => {
    await using fixture = await streaming();
    await using reader = open(fixture.readers, [{ view: 'services' }], fixture.feed.cursor);
    expect((await reader.take(1))[0]?.name).toBe('ping');
  });

  it.each(['', 'rubbish', 'e1.', 'e1.999999', 'other.1', `${'9'.repeat(400)}.1`])(
    'sends a fresh snapshot for the cursor %j',
    async (cursor) => {
      await using fixture = await streaming();
      await using reader = open(fixture.readers, [{ view: 'services' }], cursor);
      expect((await reader.take(1))[0]?.name).toBe('snapshot');
    },
  );

  it('gives the place only with the last of the views of one revision', async () => {
    await using fixture = await streaming();
    await using reader = open(fixture.readers, [{ view: 'services' }, { view: 'instances' }, { view: 'changes' }]);
    const opening = await reader.take(4);
    expect(opening.map(({ name, id }) => [name, id])).toEqual([
      ['snapshot', ''],
      ['snapshot', ''],
      ['snapshot', fixture.feed.cursor],
      ['link', fixture.feed.cursor],
    ]);
    const before = fixture.feed.cursor;
    fixture.registry.register('a', web);
    const frames = await reader.take(3);
    expect(frames.map(({ data }) => data.view)).toEqual(['services', 'instances', 'changes']);
    expect(frames.map(({ id }) => id)).toEqual([before, before, fixture.feed.cursor]);
  });

  it('narrows a view to one service', async () => {
    await using fixture = await streaming();
    await using reader = open(fixture.readers, [{ view: 'instances', registry: 'memory', service: 'web' }]);
    await reader.take(2);
    fixture.registry.register('x', { ...web, service: 'other' });
    fixture.registry.register('a', web);
    expect((await reader.take(1))[0]?.data.upserted[0].id).toBe('a');
    fixture.registry.register('a', { ...web, service: 'other' });
    expect((await reader.take(1))[0]?.data).toMatchObject({ upserted: [], removed: ['a'] });
  });

  it('encodes a change once for all readers of the same views', async () => {
    await using fixture = await streaming();
    const chunks = await Promise.all(
      [1, 2, 3].map(async () => {
        const reader = fixture.readers.open([{ view: 'instances' }], null).getReader();
        await reader.read();
        return reader;
      }),
    );
    fixture.registry.register('a', web);
    const [first, ...others] = await Promise.all(chunks.map((reader) => reader.read()));
    for (const other of others) expect(other.value).toBe(first?.value);
    await Promise.all(chunks.map((reader) => reader.cancel()));
  });

  it('pipes everything in order, whatever the pace of the destination', async () => {
    await using fixture = await streaming();
    let text = '';
    let gate = Promise.withResolvers<void>();
    gate.resolve();
    const destination = new WritableStream<Uint8Array>({
      async write(bytes) {
        await gate.promise;
        text += Buffer.from(bytes).toString();
      },
    });
    const closed = new AbortController();
    const piped = fixture.readers.open([{ view: 'instances' }], null).pipeTo(destination, { signal: closed.signal });
    for (let round = 0; round < 100; round++) {
      if (round % 20 === 0) gate = Promise.withResolvers();
      if (round % 20 === 10) gate.resolve();
      fixture.registry.register('a', { ...web, version: `v${round}.` });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(() => text.includes('"v99."'));
    const versions = text
      .split('\n\n')
      .filter((frame) => frame.startsWith('event: change'))
      .map((frame) => /"version":"v(\d+)\."/.exec(frame)?.[1]);
    expect(versions).toEqual(Array.from({ length: 100 }, (_, round) => String(round)));
    closed.abort(new Error('the browser left'));
    await expect(piped).rejects.toThrow('the browser left');
    expect(fixture.readers.count).toBe(0);
  });

  it('ends a pipe with the frame that says so', async () => {
    await using fixture = await streaming();
    let text = '';
    const destination = new WritableStream<Uint8Array>({
      write: (bytes) => {
        text += Buffer.from(bytes).toString();
      },
    });
    const piped = fixture.readers.open([{ view: 'services' }], null).pipeTo(destination);
    await eventually(() => text.includes('event: snapshot'));
    fixture.end();
    await piped;
    expect(text).toContain('event: end');
  });

  it('holds no more than a bounded queue for a slow reader, and gives it a fresh snapshot when it reads again', async () => {
    await using fixture = await streaming();
    const reader = fixture.readers.open([{ view: 'instances' }], null).getReader();
    const metadata = { filler: 'x'.repeat(4_000) };
    for (let round = 0; round < 1_000; round++) {
      fixture.registry.register('a', { ...web, metadata, version: String(round) });
      // What is written in one turn of the loop is joined: this is one frame a turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await eventually(() => [...fixture.feed.instances()][0]?.version === '999');
    let queued = 0;
    let last = '';
    while (fixture.readers.resyncs === 0) {
      const { value } = await reader.read();
      queued += value?.byteLength ?? 0;
    }
    for (;;) {
      const { value } = await reader.read();
      last = Buffer.from(value ?? []).toString();
      if (last.startsWith('event: snapshot')) break;
      queued += value?.byteLength ?? 0;
    }
    expect(queued).toBeLessThan(2 * 1024 * 1024);
    expect(last).toContain('"version":"999"');
    await reader.cancel();
  });

  it('forgets a reader that has gone', async () => {
    await using fixture = await streaming();
    const reader = fixture.readers.open([{ view: 'services' }], null).getReader();
    expect(fixture.readers.count).toBe(1);
    await reader.cancel();
    expect(fixture.readers.count).toBe(0);
  });

  it('forgets a reader whose client went before anybody began to read', async () => {
    await using fixture = await streaming();
    const gone = new AbortController();
    fixture.readers.open([{ view: 'services' }], null, { signal: gone.signal });
    expect(fixture.readers.count).toBe(1);
    gone.abort();
    expect(fixture.readers.count).toBe(0);
    fixture.readers.open([{ view: 'services' }], null, { signal: AbortSignal.abort() });
    expect(fixture.readers.count).toBe(0);
  });

  it('encodes a snapshot once for all readers that come at the same place', async () => {
    await using fixture = await streaming();
    const readers = [1, 2].map(() => fixture.readers.open([{ view: 'services' }], null).getReader());
    const [first, second] = await Promise.all(readers.map((reader) => reader.read()));
    expect(second?.value).toBe(first?.value);
    fixture.registry.register('a', web);
    await eventually(() => [...fixture.feed.instances()].length === 1);
    const third = fixture.readers.open([{ view: 'services' }], null).getReader();
    expect((await third.read()).value).not.toBe(first?.value);
    await Promise.all([...readers, third].map((reader) => reader.cancel()));
  });

  it('pings readers, and says end before it closes them', async () => {
    await using fixture = await streaming();
    await using reader = open(fixture.readers, [{ view: 'services' }]);
    await reader.take(2);
    await fixture.clock.advance(PING_INTERVAL_MS);
    expect((await reader.take(1))[0]?.name).toBe('ping');
    fixture.end();
    const last = await reader.take(2);
    expect(last.map(({ name }) => name)).toEqual(['end']);
  });
});
