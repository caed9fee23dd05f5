import { describe, expect, it } from 'vitest';
import { applyBatch, type Catalog, emptyCatalog, restoreCatalog, settleFlapping } from '@/lib/domain/catalog';
import { isoTime } from '@/lib/domain/clock';
import type { FlappingRule } from '@/lib/domain/flapping';
import type { Health } from '@/lib/domain/instance';
import { Feed } from '@/lib/feed/feed';
import type { Registry, RegistryEvent } from '@/lib/registry/port';
import { manualClock } from '../support/manual-clock';
import { observed } from '../support/observed';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';

const RULE: FlappingRule = { changes: 3, withinMs: 60_000 };
const START = Date.UTC(2026, 0, 5, 9);
const second = (s: number) => isoTime(START + s * 1_000);

function catalogAt0(): Catalog {
  const catalog = emptyCatalog('memory', RULE);
  applyBatch(catalog, { removed: [], upserted: [observed(), observed({ id: 'w2' })] }, second(0));
  return catalog;
}

/** Turns the health of w1 over at each of the seconds. */
function turns(catalog: Catalog, ...seconds: number[]) {
  return seconds.map((s) => {
    const health: Health = catalog.instances.get('w1')?.health === 'passing' ? 'critical' : 'passing';
    return applyBatch(catalog, { removed: [], upserted: [observed({ health })] }, second(s));
  });
}

describe('an instance whose health changes too often', () => {
  it('is marked with the change that is one too many, and counted in its service', () => {
    const catalog = catalogAt0();
    turns(catalog, 1, 2, 3);
    expect(catalog.instances.get('w1')?.flapping).toBe(false);
    const [applied] = turns(catalog, 4);
    expect(applied?.upserted).toMatchObject([{ id: 'w1', flapping: true }]);
    expect(applied?.changes.map(({ kind }) => kind)).toEqual(['health-changed']);
    expect(catalog.instances.get('w2')?.flapping).toBe(false);
    expect(catalog.services.get('web')?.summary?.flapping).toBe(1);
  });

  it('is calm again by time alone, which is no change', () => {
    const catalog = catalogAt0();
    turns(catalog, 1, 2, 3, 4);
    expect(catalog.flaps.dueMs).toBe(START + 61_000);
    expect(settleFlapping(catalog, second(60)).upserted).toEqual([]);
    const applied = settleFlapping(catalog, second(61));
    expect(applied).toMatchObject({
      upserted: [{ id: 'w1', flapping: false, since: second(4) }],
      services: [{ service: 'web', flapping: 0 }],
      changes: [],
    });
    expect(settleFlapping(catalog, second(62)).upserted).toEqual([]);
    expect(catalog.flaps.dueMs).toBeNull();
  });

  it('stays marked as long as it goes on', () => {
    const catalog = catalogAt0();
    turns(catalog, 1, 2, 3, 4, 50, 51, 52);
    expect(settleFlapping(catalog, second(61)).upserted).toEqual([]);
    expect(catalog.flaps.dueMs).toBe(START + 64_000);
  });

  it('is calm at the latest when it is seen again', () => {
    const catalog = catalogAt0();
    turns(catalog, 1, 2, 3, 4);
    const { upserted, changes } = applyBatch(catalog, { removed: [], upserted: [observed()] }, second(100));
    expect(upserted).toMatchObject([{ flapping: false }]);
    expect(changes).toEqual([]);
  });

  it('is forgotten when it leaves, unless it is back in the same breath', () => {
    const catalog = catalogAt0();
    turns(catalog, 1, 2, 3, 4);
    const gone = { removed: [{ id: 'w1', cause: 'deleted' as const }], upserted: [] };
    applyBatch(catalog, { ...gone, upserted: [observed()] }, second(5));
    expect(catalog.instances.get('w1')?.flapping).toBe(true);
    applyBatch(catalog, gone, second(6));
    expect([catalog.flaps.times.size, catalog.flaps.untilMs.size]).toEqual([0, 0]);
    expect(catalog.services.get('web')?.summary?.flapping).toBe(0);
    expect(settleFlapping(catalog, second(100)).upserted).toEqual([]);
  });

  it('costs nothing for those whose health never changed, and a few numbers for the others', () => {
    const catalog = catalogAt0();
    turns(catalog, ...Array.from({ length: 50 }, (_, i) => i + 1));
    expect([...catalog.flaps.times].map(([id, times]) => [id, times.length])).toEqual([['w1', 4]]);
  });

  it('is still marked after a restart, for as long as it may have been', () => {
    const before = catalogAt0();
    turns(before, 1, 2, 3, 4);
    const catalog = restoreCatalog('memory', before.instances.values(), RULE);
    expect(catalog.instances.get('w1')?.flapping).toBe(true);
    expect(catalog.services.get('web')?.summary?.flapping).toBe(1);
    expect(settleFlapping(catalog, second(63)).upserted).toEqual([]);
    expect(settleFlapping(catalog, second(64)).upserted).toMatchObject([{ id: 'w1', flapping: false }]);
  });
});

describe('the feed', () => {
  it('tells readers that an instance is calm when its time comes, and sleeps only until then', async () => {
    const clock = manualClock(START);
    const events: RegistryEvent[] = [];
    let wake = () => undefined as unknown;
    async function* watch(): AsyncGenerator<RegistryEvent> {
      yield { kind: 'list', instances: [observed()], rejected: [], position: '1' };
      for (;;) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        yield* events.splice(0);
      }
    }
    const registry: Registry = {
      id: 'scripted',
      kind: 'memory',
      capabilities: { drain: false, deregister: false, weight: false, register: false },
      watch,
      inspect: () => Promise.reject(new Error('scripted')),
      describe: () => Promise.reject(new Error('scripted')),
      close: async () => undefined,
    };
    const feed = new Feed({
      registries: [registry],
      clock,
      random: () => 0.5,
      log: quietLog,
      epoch: 'e1',
      flapping: RULE,
    });
    const told: (boolean | undefined)[] = [];
    feed.subscribe((entry) => void ('upserted' in entry && told.push(...entry.upserted.map((one) => one.flapping))));
    const ending = new AbortController();
    void feed.run(ending.signal);
    await eventually(() => feed.upstream('scripted')?.link.state === 'live');
    expect(clock.sleepers()).toBe(0);
    for (const health of ['critical', 'passing', 'critical', 'passing'] as const) {
      const batch = { removed: [], upserted: [observed({ health })] };
      events.push({ kind: 'batch', position: '2', batch, afterGap: false });
    }
    wake();
    await eventually(() => feed.upstream('scripted')?.catalog.instances.get('w1')?.flapping);
    expect(clock.sleepers()).toBe(1);
    await clock.advance(59_999);
    expect(told.at(-1)).toBe(true);
    await clock.advance(1);
    expect(told.at(-1)).toBe(false);
    expect([...feed.changes()].filter(({ kind }) => kind === 'health-changed')).toHaveLength(4);
    expect(clock.sleepers()).toBe(0);
    ending.abort();
  });
});
