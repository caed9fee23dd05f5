import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyBatch,
  type Batch,
  type Catalog,
  diffCatalog,
  emptyCatalog,
  fillCatalog,
  restoreCatalog,
} from '@/lib/domain/catalog';
import type { ObservedInstance } from '@/lib/domain/instance';
import { anyList, anyObserved, observed, timeless } from '@/tests/support/observed';

const T0 = '2026-01-05T09:00:00.000Z';
const T1 = '2026-01-05T09:00:01.000Z';
const T2 = '2026-01-05T09:00:02.000Z';

const anyBatch: fc.Arbitrary<Batch> = fc.record({
  removed: fc.array(
    fc.constantFrom('a', 'b', 'c', 'd').map((id) => ({ id, cause: 'deleted' as const })),
    { maxLength: 3 },
  ),
  upserted: fc.array(anyObserved, { maxLength: 4 }),
});

function catalogOf(instances: readonly ObservedInstance[], at = T0): Catalog {
  const catalog = emptyCatalog('memory');
  applyBatch(catalog, { removed: [], upserted: instances }, at);
  return catalog;
}

function upsert(catalog: Catalog, instance: ObservedInstance, at: string) {
  return applyBatch(catalog, { removed: [], upserted: [instance] }, at);
}

describe('applying a diff', () => {
  it('turns any catalog into any other', () => {
    fc.assert(
      fc.property(anyList, anyList, (a, b) => {
        const catalog = catalogOf(a);
        applyBatch(catalog, diffCatalog(catalog, b), T1);
        expect(timeless(catalog)).toEqual(timeless(catalogOf(b)));
      }),
    );
  });

  it('of the same list does nothing', () => {
    fc.assert(
      fc.property(anyList, (a) => {
        const catalog = catalogOf(a);
        const before = structuredClone(catalog);
        const applied = applyBatch(catalog, diffCatalog(catalog, a), T1);
        expect(applied).toEqual({ upserted: [], removed: [], services: [], removedServices: [], changes: [] });
        expect(catalog).toEqual(before);
      }),
    );
  });
});

describe('filling an empty catalog', () => {
  it('ends as a batch of the same list does, and calls nothing of it a change', () => {
    fc.assert(
      fc.property(anyList, (a) => {
        const catalog = emptyCatalog('memory');
        const applied = fillCatalog(catalog, a, T0);
        expect(timeless(catalog)).toEqual(timeless(catalogOf(a)));
        expect(new Set(applied.upserted)).toEqual(new Set(catalog.instances.values()));
        expect(applied.changes).toEqual([]);
      }),
    );
  });
});

describe('a restored catalog', () => {
  const check = { id: 'http', name: 'http', kind: 'http', status: 'critical', output: '503' } as const;

  it('is what it was, and a list of the same changes nothing of it', () => {
    fc.assert(
      fc.property(anyList, (a) => {
        const was = catalogOf(a);
        const kept = JSON.parse(JSON.stringify([...was.instances.values()]));
        const catalog = restoreCatalog('memory', kept);
        expect(timeless(catalog)).toEqual(timeless(was));
        expect(catalog.instances).toEqual(was.instances);
        const applied = applyBatch(catalog, diffCatalog(catalog, a), T1);
        expect(applied).toEqual({ upserted: [], removed: [], services: [], removedServices: [], changes: [] });
      }),
    );
  });

  it('keeps since when, of instance, check and service, through the list after it', () => {
    const ill = observed({ health: 'critical', checks: [check] });
    const catalog = restoreCatalog('memory', catalogOf([ill], T0).instances.values());
    applyBatch(catalog, diffCatalog(catalog, [{ ...ill, version: '2.0.0' }, observed({ id: 'w2' })]), T2);
    expect(catalog.instances.get('w1')).toMatchObject({ since: T0, sinceAtLeast: false, checks: [{ since: T0 }] });
    expect(catalog.services.get('web')?.summary).toMatchObject({ since: T0, sinceAtLeast: false });
  });

  it('learns from the list what came, went and turned meanwhile, as changes after a gap', () => {
    const known = catalogOf([observed(), observed({ id: 'w2' })], T0).instances.values();
    const catalog = restoreCatalog('memory', known);
    const batch = diffCatalog(catalog, [observed({ health: 'warning' }), observed({ id: 'w3' })]);
    expect(batch.afterGap).toBe(true);
    expect(applyBatch(catalog, batch, T1).changes).toMatchObject([
      { instance: 'w2', kind: 'deregistered' },
      { instance: 'w1', kind: 'health-changed' },
      { instance: 'w3', kind: 'registered' },
    ]);
  });

  it('tells readers another revision, which is no change', () => {
    const catalog = restoreCatalog('memory', catalogOf([observed()], T0).instances.values());
    const { upserted, changes } = applyBatch(catalog, diffCatalog(catalog, [observed({ revision: '2' })]), T1);
    expect(upserted).toMatchObject([{ id: 'w1', revision: '2', since: T0 }]);
    expect(changes).toEqual([]);
  });
});

describe('applying batches', () => {
  it('ends the same wherever it was cut and resumed by a list', () => {
    fc.assert(
      fc.property(
        anyList,
        fc.array(anyBatch, { maxLength: 8 }),
        fc.nat(8),
        fc.nat(8),
        (list, batches, from, length) => {
          const whole = catalogOf(list);
          const cut = catalogOf(list);
          batches.forEach((batch, index) => {
            applyBatch(whole, batch, T1);
            const missed = index >= from && index < from + length;
            if (!missed) applyBatch(cut, index === from + length ? diffCatalog(cut, listOf(whole)) : batch, T1);
          });
          applyBatch(cut, diffCatalog(cut, listOf(whole)), T2);
          expect(timeless(cut)).toEqual(timeless(whole));
        },
      ),
    );
  });

  it('tells a reader all it needs to hold the same instances of every service', () => {
    fc.assert(
      fc.property(anyList, fc.array(anyBatch, { maxLength: 6 }), (list, batches) => {
        const catalog = catalogOf(list);
        const read = new Map<string, unknown>();
        const key = (at: { id: string; service: string }) => `${at.service}/${at.id}`;
        for (const instance of catalog.instances.values()) read.set(key(instance), instance);
        for (const batch of batches) {
          const { removed, upserted } = applyBatch(catalog, batch, T1);
          for (const gone of removed) read.delete(key(gone));
          for (const instance of upserted) read.set(key(instance), instance);
          const held = new Map([...catalog.instances.values()].map((each) => [key(each), each]));
          expect(new Map([...read].sort())).toEqual(new Map([...held].sort()));
        }
      }),
    );
  });

  it('counts every arrival and departure as one change', () => {
    fc.assert(
      fc.property(anyList, anyBatch, (list, batch) => {
        const catalog = catalogOf(list);
        const before = catalog.instances.size;
        const { changes } = applyBatch(catalog, batch, T1);
        const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
        expect(before + count('registered') - count('deregistered')).toBe(catalog.instances.size);
      }),
    );
  });

  it('keeps since while the health stays, whatever an operator decides, and starts it anew when it changes', () => {
    const catalog = catalogOf([observed()]);
    upsert(catalog, observed({ version: '2.0.0' }), T1);
    expect(catalog.instances.get('w1')?.since).toBe(T0);
    upsert(catalog, observed({ version: '2.0.0', rotation: 'out' }), T1);
    expect(catalog.instances.get('w1')?.since).toBe(T0);
    upsert(catalog, observed({ version: '2.0.0', rotation: 'out', health: 'critical' }), T2);
    expect(catalog.instances.get('w1')?.since).toBe(T2);
  });

  it('says that a state may be older than its since where nobody watched it begin', () => {
    const catalog = emptyCatalog('memory');
    fillCatalog(catalog, [observed({ id: 'a', health: 'critical' }), observed({ id: 'b', since: T0 })], T1);
    const seen = () => [...catalog.instances.values()].map(({ sinceAtLeast }) => sinceAtLeast);
    expect(seen()).toEqual([true, false]);
    expect(catalog.services.get('web')?.summary).toMatchObject({ since: T1, sinceAtLeast: true });
    upsert(catalog, observed({ id: 'a' }), T2);
    expect(seen()).toEqual([false, false]);
    expect(catalog.services.get('web')?.summary).toMatchObject({ since: T2, sinceAtLeast: false });
    applyBatch(catalog, diffCatalog(catalog, [observed({ id: 'a', health: 'critical' })]), T2);
    expect(seen()).toEqual([true]);
  });

  it('keeps since of a check while its status stays, whatever it says', () => {
    const check = { id: 'http', name: 'http', kind: 'http', status: 'passing', output: '200 in 1 ms' } as const;
    const catalog = catalogOf([observed({ checks: [check] })]);
    upsert(catalog, observed({ checks: [{ ...check, output: '200 in 9 ms' }] }), T1);
    expect(catalog.instances.get('w1')?.checks).toMatchObject([{ ...check, output: '200 in 9 ms', since: T0 }]);
    upsert(catalog, observed({ checks: [{ ...check, status: 'warning' }] }), T2);
    expect(catalog.instances.get('w1')?.checks[0]?.since).toBe(T2);
  });

  it('takes the since a registry gives over its own', () => {
    const catalog = catalogOf([observed({ since: T0 })], T2);
    expect(catalog.instances.get('w1')?.since).toBe(T0);
  });

  it('calls an id removed and registered at one position re-registered', () => {
    const catalog = catalogOf([observed(), observed({ id: 'w2' })]);
    const batch: Batch = { removed: [{ id: 'w1', cause: 'deleted' }], upserted: [observed({ version: '2.0.0' })] };
    const applied = applyBatch(catalog, batch, T1);
    expect(applied.changes.map((change) => change.kind)).toEqual(['re-registered']);
    expect(applied.removed).toEqual([]);
    expect(catalog.instances.get('w1')?.version).toBe('2.0.0');
  });

  it('calls an id that comes back within the hour re-registered, once', () => {
    const catalog = catalogOf([observed()]);
    const kindsAt = (batch: Batch, at: string) => applyBatch(catalog, batch, at).changes.map(({ kind }) => kind);
    const leaves: Batch = { removed: [{ id: 'w1', cause: 'lease-expired' }], upserted: [] };
    const comes: Batch = { removed: [], upserted: [observed()] };
    expect(kindsAt(leaves, T0)).toEqual(['deregistered']);
    expect(kindsAt(comes, '2026-01-05T10:00:00.000Z')).toEqual(['re-registered']);
    expect(catalog.departed.size).toBe(0);
    expect(kindsAt(leaves, '2026-01-05T10:00:00.000Z')).toEqual(['deregistered']);
    expect(kindsAt(comes, '2026-01-05T11:00:00.001Z')).toEqual(['registered']);
    expect(kindsAt({ removed: [], upserted: [observed({ id: 'w2' })] }, T2)).toEqual(['registered']);
  });

  it('tells after a gap, too, that one came back', () => {
    const catalog = catalogOf([observed()]);
    applyBatch(catalog, { removed: [{ id: 'w1', cause: 'deleted' }], upserted: [] }, T0);
    const { changes } = applyBatch(catalog, diffCatalog(catalog, [observed()]), T1);
    expect(changes.map(({ kind }) => kind)).toEqual(['re-registered']);
  });

  it('remembers of those who left the last ten thousand', () => {
    const many = Array.from({ length: 10_001 }, (_, index) => observed({ id: `w${index}` }));
    const catalog = catalogOf(many);
    applyBatch(catalog, { removed: many.map(({ id }) => ({ id, cause: 'deleted' })), upserted: [] }, T1);
    expect(catalog.departed.size).toBe(10_000);
    const { changes } = applyBatch(catalog, { removed: [], upserted: many }, T2);
    expect(changes.map(({ kind }) => kind)).toEqual(['registered', ...Array(10_000).fill('re-registered')]);
  });

  it('tells of who arrives out of rotation that it did', () => {
    const catalog = catalogOf([]);
    const rotations = (batch: Batch) => applyBatch(catalog, batch, T1).changes.map(({ rotation }) => rotation);
    const out = observed({ rotation: 'out' });
    expect(rotations({ removed: [], upserted: [out, observed({ id: 'w2' })] })).toEqual(['out', undefined]);
    expect(rotations({ removed: [{ id: 'w1', cause: 'deleted' }], upserted: [out] })).toEqual(['out']);
  });

  it('takes an instance out of its old service when it moves to another', () => {
    const catalog = catalogOf([observed()]);
    const applied = upsert(catalog, observed({ service: 'shop' }), T1);
    expect([...catalog.services.keys()]).toEqual(['shop']);
    expect(applied.removedServices).toEqual(['web']);
    expect(applied.removed).toEqual([{ id: 'w1', service: 'web' }]);
    expect(applied.changes).toMatchObject([
      { kind: 'updated', fields: [{ field: 'service', from: 'web', to: 'shop' }] },
    ]);
  });

  it('passes over the removal of what it does not know', () => {
    const catalog = catalogOf([observed()]);
    const applied = applyBatch(catalog, { removed: [{ id: 'gone', cause: 'deleted' }], upserted: [] }, T1);
    expect(applied.changes).toEqual([]);
  });

  it('removes what a list no longer has for an unknown cause', () => {
    const catalog = catalogOf([observed()]);
    expect(applyBatch(catalog, diffCatalog(catalog, []), T1).changes).toMatchObject([
      { kind: 'deregistered', cause: 'unknown', from: 'passing' },
    ]);
  });
});

function listOf(catalog: Catalog): ObservedInstance[] {
  return [...catalog.instances.values()];
}
