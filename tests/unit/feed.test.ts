import { describe, expect, it } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import { Feed } from '@/lib/feed/feed';
import { createMemoryRegistry } from '@/lib/registry/memory/memory-registry';
import type { Registry, RegistryEvent } from '@/lib/registry/port';
import { manualClock } from '../support/manual-clock';
import { observed } from '../support/observed';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';

const EPOCH = 'e1';
const web = { service: 'web', address: '10.0.0.1', port: 80 };

function memoryFeed({
  present = [],
  ...options
}: {
  present?: string[];
  replayCapacity?: number;
  changeCapacity?: number;
} = {}) {
  const clock = manualClock();
  const registry = createMemoryRegistry({ id: 'memory' }, { clock });
  for (const id of present) registry.register(id, web);
  const feed = new Feed({ registries: [registry], clock, random: () => 0.5, log: quietLog, epoch: EPOCH, ...options });
  const ending = new AbortController();
  const running = feed.run(ending.signal);
  return {
    feed,
    registry,
    listed: () => eventually(() => feed.upstream('memory')?.link.state === 'live'),
    async [Symbol.asyncDispose]() {
      ending.abort();
      await running;
    },
  };
}

/** A registry whose watch yields what a test scripts: for what no server can be made to do at will. */
function scripted(...watches: (() => AsyncGenerator<RegistryEvent>)[]): Registry {
  return {
    id: 'scripted',
    kind: 'memory',
    capabilities: { drain: false, deregister: false, weight: false, register: false },
    watch: () => (watches.shift() ?? waitForever)(),
    inspect: () => Promise.reject(new RegistryError('unavailable', 'scripted')),
    describe: () => Promise.reject(new RegistryError('unavailable', 'scripted')),
    close: async () => undefined,
  };
}

async function* waitForever(): AsyncGenerator<RegistryEvent> {
  await new Promise(() => undefined);
}

function changesOf(feed: Feed) {
  return [...feed.changes()].map(({ kind, instance, afterGap }) => ({ kind, instance, afterGap }));
}

describe('the feed', () => {
  it('takes the first list for what was there before, not for changes', async () => {
    await using fixture = memoryFeed({ present: ['a'] });
    await fixture.listed();
    expect([...fixture.feed.instances()].map(({ id }) => id)).toEqual(['a']);
    expect(changesOf(fixture.feed).filter(({ kind }) => kind !== 'link-changed')).toEqual([]);
  });

  it('gives every change its own place', async () => {
    await using fixture = memoryFeed();
    await fixture.listed();
    fixture.registry.register('a', web);
    fixture.registry.register('b', web);
    const changes = await eventually(() => {
      const seen = [...fixture.feed.changes()].filter(({ kind }) => kind === 'registered');
      return seen.length === 2 && seen;
    });
    expect(new Set(changes.map(({ id }) => id)).size).toBe(2);
    expect(changes.every(({ id }) => id.startsWith(`${EPOCH}.`))).toBe(true);
  });

  it('replays exactly what came after a cursor', async () => {
    await using fixture = memoryFeed();
    await fixture.listed();
    const { seq } = place(fixture.feed.cursor);
    for (const id of ['a', 'b', 'c']) fixture.registry.register(id, web);
    await eventually(() => place(fixture.feed.cursor).seq === seq + 3);
    const missed = fixture.feed.since({ epoch: EPOCH, seq: seq + 1 });
    if (missed === 'gap') throw new Error('a gap');
    expect(missed.flatMap(({ upserted }) => upserted.map(({ id }) => id))).toEqual(['b', 'c']);
    expect(fixture.feed.since({ epoch: EPOCH, seq: seq + 3 })).toEqual([]);
  });

  it('calls a cursor of another process, of the future or too old a gap', async () => {
    await using fixture = memoryFeed({ replayCapacity: 4 });
    await fixture.listed();
    for (const id of ['a', 'b', 'c', 'd', 'e']) fixture.registry.register(id, web);
    await eventually(() => [...fixture.feed.instances()].length === 5);
    const { seq } = place(fixture.feed.cursor);
    expect(fixture.feed.since({ epoch: 'other', seq })).toBe('gap');
    expect(fixture.feed.since({ epoch: EPOCH, seq: seq + 1 })).toBe('gap');
    expect(fixture.feed.since({ epoch: EPOCH, seq: 0 })).toBe('gap');
  });

  it('holds the newest changes when there are more than it keeps', async () => {
    await using fixture = memoryFeed({ changeCapacity: 3 });
    await fixture.listed();
    for (const id of ['a', 'b', 'c', 'd', 'e']) fixture.registry.register(id, web);
    await eventually(() => [...fixture.feed.instances()].length === 5);
    expect(changesOf(fixture.feed).map(({ instance }) => instance)).toEqual(['e', 'd', 'c']);
  });

  it('marks what a second list shows as observed after a gap', async () => {
    const list = (...ids: string[]): RegistryEvent => ({
      kind: 'list',
      instances: ids.map((id) => observed({ id })),
      rejected: [],
      position: '1',
    });
    const clock = manualClock();
    const registry = scripted(async function* () {
      yield list('stays', 'goes');
      yield list('stays', 'comes');
    });
    const feed = new Feed({ registries: [registry], clock, random: () => 0.5, log: quietLog, epoch: EPOCH });
    const ending = new AbortController();
    const running = feed.run(ending.signal);
    await eventually(() => changesOf(feed).length === 3);
    expect(changesOf(feed)).toEqual([
      { kind: 'registered', instance: 'comes', afterGap: true },
      { kind: 'deregistered', instance: 'goes', afterGap: true },
      { kind: 'link-changed', instance: null, afterGap: false },
    ]);
    ending.abort();
    await running;
  });

  it('keeps stale data and tries again when an adapter fails', async () => {
    const clock = manualClock();
    const registry = scripted(async function* () {
      yield { kind: 'list', instances: [observed({ id: 'a' })], rejected: [], position: '1' };
      throw new RegistryError('unreachable', 'connection refused');
    });
    const feed = new Feed({ registries: [registry], clock, random: () => 0.5, log: quietLog, epoch: EPOCH });
    const ending = new AbortController();
    void feed.run(ending.signal);
    await eventually(() => feed.upstream('scripted')?.link.state === 'stale');
    expect(feed.upstream('scripted')?.link).toMatchObject({ cause: 'unreachable', detail: 'connection refused' });
    expect([...feed.instances()].map(({ id }) => id)).toEqual(['a']);
    await eventually(() => clock.sleepers() === 1);
    ending.abort();
  });
});

function place(cursor: string): { seq: number } {
  return { seq: Number(cursor.split('.')[1]) };
}
