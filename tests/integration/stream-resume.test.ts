import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../support/api-client';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy';
import { cursorAfter, type OpenStream, openStream } from '../support/open-stream';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import type { SseEvent } from '../support/sse';
import { eventually } from '../support/wait';

let rollcall: RollcallServer;
let api: ApiClient;

beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
  api = apiClient(rollcall.url);
});
afterAll(() => rollcall[Symbol.asyncDispose]());

const streamOf = (query: string, base = rollcall.url) => `${base}/api/v1/stream?${query}`;

/** Registers `count` instances of a service one after the other: as many changes. */
async function registerAll(service: string, count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    await api.register(`${service}-${number}`, { service, port: number });
  }
}

describe('a stream', () => {
  it('is an event stream that nothing on the way holds back', async () => {
    await using stream = await openStream(streamOf('view=services'));
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(stream.headers['content-encoding']).toBeUndefined();
  });

  it('begins with a snapshot of each view and the links, and goes on with changes', async () => {
    await api.register('begin-1', { service: 'begin' });
    await api.untilService('memory', 'begin', 1);
    await using stream = await openStream(streamOf('view=services&view=instances&view=changes&service=begin'));
    const opening = await stream.take(4);
    expect(opening.map(({ name, data }) => [name, data.view ?? data.registry])).toEqual([
      ['snapshot', 'services'],
      ['snapshot', 'instances'],
      ['snapshot', 'changes'],
      ['link', 'memory'],
    ]);
    expect(opening[0]?.data.items).toMatchObject([{ service: 'begin', instances: { total: 1 } }]);
    expect(opening[1]?.data.items).toMatchObject([{ id: 'begin-1' }]);
    expect(opening[2]?.data.items).toMatchObject([{ instance: 'begin-1', kind: 'registered' }]);
    expect(opening[3]?.data).toMatchObject({ state: 'live' });
    await api.deregister('begin-1');
    expect((await stream.take(3)).map(({ name, data }) => [name, data])).toMatchObject([
      ['change', { view: 'services', registry: 'memory', upserted: [], removed: ['begin'] }],
      ['change', { view: 'instances', registry: 'memory', upserted: [], removed: ['begin-1'] }],
      ['change', { view: 'changes', registry: 'memory', changes: [{ kind: 'deregistered', cause: 'deleted' }] }],
    ]);
  });

  it('narrows one view and leaves the others whole', async () => {
    await using stream = await openStream(
      streamOf('view=services&view=instances&instances.service=narrow&instances.registry=memory'),
    );
    await stream.until(({ name }) => name === 'link');
    await api.register('broad-1', { service: 'broad' });
    await api.register('narrow-1', { service: 'narrow' });
    const frames = await stream.until(({ data }) => data.view === 'instances');
    expect(frames.map(({ data }) => `${data.view} ${data.upserted[0].service}`)).toEqual([
      'services broad',
      'services narrow',
      'instances narrow',
    ]);
  });

  it('pings with its time at least every ten seconds', async () => {
    await using stream = await openStream(streamOf('view=services&service=silent'));
    await stream.until(({ name }) => name === 'link');
    const ping = await stream.next(12_000);
    expect(ping).toMatchObject({ name: 'ping', id: expect.stringMatching(/^[0-9a-z]+\.\d+$/) });
    expect(Math.abs(Date.parse(ping?.data.at) - Date.now())).toBeLessThan(60_000);
  });

  it('pings at once when nothing was missed', async () => {
    await using first = await openStream(streamOf('view=services'));
    const place = cursorAfter(await first.until(({ name }) => name === 'link'));
    await using second = await openStream(streamOf(`view=services&after=${place}`));
    expect((await second.next())?.name).toBe('ping');
  });

  it('takes the header of a reconnection over the address, which by then is old', async () => {
    await using first = await openStream(streamOf('view=changes&service=header'));
    const old = cursorAfter(await first.until(({ name }) => name === 'link'));
    await registerAll('header', 3);
    const recent = (await first.take(2)).at(-1)?.id;
    await using second = await openStream(streamOf(`view=changes&service=header&after=${old}`), recent);
    expect((await second.next())?.data.changes).toMatchObject([{ instance: 'header-3' }]);
  });
});

describe('a reader that is cut off again and again', () => {
  const COUNT = 300;

  /** Reads until `isDone`, over as many connections as the proxy makes it need. */
  async function readAll(proxy: FaultProxy, query: string, isDone: (events: readonly SseEvent[]) => boolean) {
    const events: SseEvent[] = [];
    let connections = 0;
    while (!isDone(events)) {
      const place = connections === 0 ? undefined : cursorAfter(events);
      let stream: OpenStream | undefined;
      try {
        stream = await openStream(streamOf(query, `http://127.0.0.1:${proxy.port}`), place);
        connections += 1;
        // Cut in the middle of a frame, at another place each time.
        proxy.cutMidFrame(1_500 + ((connections * 977) % 4_000));
        for (let event = await stream.next(); event; event = isDone(events) ? null : await stream.next())
          events.push(event);
      } catch {
        // Cut off: come back with the last place, as a browser does.
      } finally {
        stream?.destroy();
      }
    }
    return { events, connections };
  }

  const changesIn = (events: readonly SseEvent[]) =>
    events.flatMap(({ name, data }) => {
      if (data?.view !== 'changes') return [];
      return (name === 'snapshot' ? [...data.items].reverse() : data.changes) as { id: string; instance: string }[];
    });

  async function readWhileCut(service: string, query: string) {
    await using proxy = await startFaultProxy(Number(new URL(rollcall.url).port));
    const isDone = (events: readonly SseEvent[]) =>
      changesIn(events).some(({ instance }) => instance === `${service}-${COUNT}`);
    const reading = readAll(proxy, `${query}&service=${service}`, isDone);
    await eventually(() => proxy.connections() > 0);
    await registerAll(service, COUNT);
    // Awaited here: the proxy ends with this scope.
    return await reading;
  }

  it('is told every change once, in order, and never a second snapshot', async () => {
    const { events, connections } = await readWhileCut('resumed', 'view=changes');
    expect(connections).toBeGreaterThan(5);
    expect(events.filter(({ name }) => name === 'snapshot')).toHaveLength(1);
    expect(changesIn(events).map(({ instance }) => instance)).toEqual(
      Array.from({ length: COUNT }, (_, index) => `resumed-${index + 1}`),
    );
  });

  it('of two views is told everything of both, in order', async () => {
    const { events, connections } = await readWhileCut('resumed-two', 'view=instances&view=changes');
    expect(connections).toBeGreaterThan(5);
    const expected = Array.from({ length: COUNT }, (_, index) => `resumed-two-${index + 1}`);
    // Cut between the frames of one place it is sent both again, so that it can tell by the id.
    const changes = new Map(changesIn(events).map(({ id, instance }) => [id, instance]));
    expect([...changes.values()]).toEqual(expected);
    const instances = new Set(
      events
        .flatMap(({ data }) => (data?.view === 'instances' ? (data.upserted ?? data.items) : []))
        .map(({ id }) => id),
    );
    expect([...instances]).toEqual(expected);
  });

  it('after the process was killed is given a fresh snapshot', async () => {
    await using server = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    const client = apiClient(server.url);
    await client.register('killed-1', { service: 'killed' });
    await using stream = await openStream(`${server.url}/api/v1/stream?view=instances`);
    const place = cursorAfter(await stream.until(({ name }) => name === 'link'));
    await server.kill();
    await expect(stream.next()).rejects.toThrow();
    await server.restart();
    await using again = await openStream(`${server.url}/api/v1/stream?view=instances&after=${place}`, place);
    expect(again.status).toBe(200);
    const opening = await again.until(({ name }) => name === 'link');
    expect(opening[0]).toMatchObject({ name: 'snapshot', data: { items: [] } });
    expect(cursorAfter(opening).split('.')[0]).not.toBe(place.split('.')[0]);
  });
});

describe('readers that have gone', () => {
  it('are forgotten, however they went', async () => {
    await using server = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    const readers = async () =>
      Number(/rollcall_stream_readers (\d+)/.exec((await apiClient(server.url).call('GET', '/metrics')).body)?.[1]);
    const streams = await Promise.all(
      Array.from({ length: 20 }, () => openStream(`${server.url}/api/v1/stream?view=services`)),
    );
    expect(await readers()).toBe(20);
    for (const stream of streams) stream.destroy();
    await eventually(async () => (await readers()) === 0);
  });
});
