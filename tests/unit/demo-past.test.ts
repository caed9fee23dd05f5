import { describe, expect, it } from 'vitest';
import { createDemoFleet } from '@/lib/demo/demo-fleet';
import { type DemoPastOptions, demoPast } from '@/lib/demo/past/demo-past';
import { restoreCatalog } from '@/lib/domain/catalog';
import type { Instance, ObservedInstance } from '@/lib/domain/instance';
import { Feed } from '@/lib/feed/feed';
import { createMemoryRegistry } from '@/lib/registry/memory/memory-registry';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';

const NOW = Date.UTC(2026, 0, 5, 9);
const DAY: DemoPastOptions = { registry: 'memory', seed: 1, untilMs: NOW, hours: 24, epoch: 'demo' };

/** What somebody knows who read every entry. */
function readThrough({ entries }: ReturnType<typeof demoPast>): Map<string, Instance> {
  const known = new Map<string, Instance>();
  for (const { removed, upserted } of entries) {
    for (const { id } of removed) known.delete(id);
    for (const instance of upserted) known.set(instance.id, instance);
  }
  return known;
}

/** Without what the live demo tells anew of the same. */
function asItStands({ since: _, registeredAt: __, revision: ___, checks, ...rest }: ObservedInstance) {
  return { ...rest, checks: checks.map(({ id, status }) => ({ id, status })) };
}

async function openedLive(cast?: ReturnType<typeof demoPast>['cast']): Promise<readonly ObservedInstance[]> {
  const clock = manualClock(NOW);
  const registry = createMemoryRegistry({ id: 'memory' }, { clock });
  createDemoFleet({ registry, clock, log: quietLog, seed: 1, speed: 1, ...(cast && { cast }) });
  const ending = new AbortController();
  for await (const event of registry.watch(ending.signal)) if (event.kind === 'list') return event.instances;
  return [];
}

describe('the past of the demo', () => {
  it('ends in exactly the fleet that the live demo begins with', async () => {
    const past = demoPast(DAY);
    const sorted = (list: readonly ObservedInstance[]) => list.map(asItStands).sort((a, b) => (a.id < b.id ? -1 : 1));
    const known = [...readThrough(past).values()].map(
      ({ registry: _, flapping: __, sinceAtLeast: ___, ...rest }) => rest,
    );
    const opening = sorted(await openedLive());
    expect(sorted(known)).toEqual(opening);
    expect(sorted(await openedLive(past.cast))).toEqual(opening);
  });

  it('is gone on from: the live demo that knows it finds nothing changed at its start', async () => {
    const past = demoPast(DAY);
    const clock = manualClock(NOW);
    const registry = createMemoryRegistry({ id: 'memory' }, { clock });
    createDemoFleet({ registry, clock, log: quietLog, seed: 1, speed: 1, cast: past.cast });
    const feed = new Feed({ registries: [registry], clock, random: () => 0.5, log: quietLog, epoch: 'e1' });
    const known = readThrough(past);
    feed.upstream('memory')?.seed([...known.values()]);
    const ending = new AbortController();
    const running = feed.run(ending.signal);
    await eventually(() => feed.upstream('memory')?.link.state === 'live');
    expect([...feed.changes()].map(({ kind, instance }) => [kind, instance])).toEqual([['link-changed', null]]);
    for (const { id, since } of feed.instances()) expect([id, since]).toEqual([id, known.get(id)?.since]);
    ending.abort();
    await running;
  });

  it('has a day of everything: arrivals, departures, deploys, drains, crashes, flapping, and a gap', () => {
    const { entries, gap, fromMs } = demoPast(DAY);
    const changes = entries.flatMap((entry) => entry.changes);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(
      new Set(['link-changed', 'registered', 'deregistered', 'health-changed', 'rotation-changed', 'updated']),
    );
    expect(changes.some(({ cause }) => cause === 'lease-expired')).toBe(true);
    expect(entries.some(({ upserted }) => upserted.some(({ flapping }) => flapping))).toBe(true);
    const [first] = entries;
    expect([first?.atMs, first?.changes]).toEqual([fromMs, []]);
    expect(
      new Set(first?.upserted.filter(({ service }) => service === 'checkout').map(({ version }) => version)),
    ).toEqual(new Set(['2.2.8']));
    expect(
      changes.filter(({ service, kind }) => service === 'checkout' && kind === 'registered').length,
    ).toBeGreaterThan(5);
    expect(entries.filter(({ atMs }) => atMs > gap.fromMs && atMs < gap.toMs)).toEqual([]);
    const unseen = changes.filter(({ afterGap }) => afterGap);
    expect(unseen.length).toBeGreaterThan(0);
    expect(new Set(unseen.map(({ at }) => Date.parse(at)))).toEqual(new Set([gap.toMs]));
    for (let hour = 1; hour < 24; hour += 1) {
      const until = fromMs + hour * 3_600_000;
      expect(entries.filter(({ atMs }) => atMs < until && atMs >= until - 3_600_000).length).toBeGreaterThan(10);
    }
    expect(changes.length).toBeGreaterThan(800);
    expect(changes.length).toBeLessThan(8_000);
  });

  it('is in order, each change with a place of its own, and nothing in it is of later', () => {
    const { entries } = demoPast(DAY);
    const times = entries.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const ids = entries.flatMap(({ changes }) => changes.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^demo\.\d+\.\d+$/);
    for (const { atMs, upserted } of entries) {
      for (const { since, id } of upserted) expect(Date.parse(since), id).toBeLessThanOrEqual(atMs);
    }
    expect(times.at(-1)).toBeLessThan(NOW);
  });

  it('is told by the seed alone', () => {
    const once = demoPast(DAY);
    expect(demoPast(DAY)).toEqual(once);
    expect(demoPast({ ...DAY, seed: 2 }).entries).not.toEqual(once.entries);
    expect(restoreCatalog('memory', readThrough(once).values()).services.size).toBe(16);
  });

  it('can be short', () => {
    for (const seed of [3, 4, 5]) {
      const past = demoPast({ ...DAY, seed, hours: 2 });
      expect(readThrough(past).size).toBe(past.cast.length);
    }
  });
});
