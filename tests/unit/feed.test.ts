import { describe, expect, it } from 'vitest';
import type { Action } from '@/lib/domain/action';
import { RegistryError } from '@/lib/domain/errors';
import { Feed } from '@/lib/feed/feed';
import { project } from '@/lib/feed/projection';
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
    expect(missed.flatMap((entry) => ('actions' in entry ? [] : entry.upserted.map(({ id }) => id)))).toEqual([
      'b',
      'c',
    ]);
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

describe('actions in the feed', () => {
  const action = (id: string, at: string, given: Partial<Action> = {}): Action => ({
    id,
    kind: 'drain',
    at,
    actor: 'ada',
    reason: 'it is slow',
    revertAt: null,
    state: 'planned',
    isRevertible: true,
    steps: [{ registry: 'memory', instance: 'a', service: 'web', address: '10.0.0.1:80', state: 'planned', since: at }],
    ...given,
  });

  it('are held newest first, each as it stands, 200 at most', async () => {
    await using fixture = memoryFeed();
    const early = Array.from({ length: 205 }, (_, n) => action(`a${n}`, `2026-01-05T09:00:00.${100 + n}Z`));
    fixture.feed.publishActions(early);
    fixture.feed.publishActions([action('a204', '2026-01-05T09:00:00.304Z', { state: 'confirmed' })]);
    const held = fixture.feed.actions();
    expect(held).toHaveLength(200);
    expect(held[0]).toMatchObject({ id: 'a204', state: 'confirmed' });
    expect(held.at(-1)?.id).toBe('a5');
  });

  it('concern readers of actions alone, and of those only who look there', () => {
    const entry = { seq: 1, actions: [action('a', '2026-01-05T09:00:00.000Z')] };
    expect(project(entry, { view: 'actions' })).toEqual({ view: 'actions', upserted: entry.actions });
    expect(project(entry, { view: 'actions', registry: 'memory', service: 'web' })).not.toBeNull();
    expect(project(entry, { view: 'actions', service: 'shop' })).toBeNull();
    for (const view of ['services', 'instances', 'changes'] as const) expect(project(entry, { view })).toBeNull();
  });

  it('mark what they cause, once, and nothing after they have given up', async () => {
    await using fixture = memoryFeed({ present: ['a', 'b'] });
    await fixture.listed();
    const isMet = ({ kind }: { kind: string }) => kind === 'deregistered';
    fixture.feed.expect({ registry: 'memory', instance: 'a', action: 'x', isMet });
    fixture.feed.expect({ registry: 'memory', instance: 'b', action: 'y', isMet })();
    fixture.registry.deregister('b');
    fixture.registry.deregister('a');
    fixture.registry.register('a', web);
    fixture.registry.deregister('a');
    const changes = await eventually(() => {
      const seen = [...fixture.feed.changes()].filter(({ instance }) => instance !== null);
      return seen.length === 4 && seen.reverse();
    });
    expect(changes.map(({ instance, kind, origin, action: by }) => [instance, kind, origin, by])).toEqual([
      ['b', 'deregistered', 'elsewhere', undefined],
      ['a', 'deregistered', 'rollcall', 'x'],
      ['a', 're-registered', 'elsewhere', undefined],
      ['a', 'deregistered', 'elsewhere', undefined],
    ]);
  });
});
