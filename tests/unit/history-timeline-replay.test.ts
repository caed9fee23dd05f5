import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyBatch, type Catalog, emptyCatalog, fillCatalog } from '@/lib/domain/catalog';
import { decisiveOutput, type UnplacedChange } from '@/lib/domain/change';
import type { Span } from '@/lib/domain/history';
import { HEALTHS, type Instance } from '@/lib/domain/instance';
import { ABSENT, stateAt as stateNamed, stateOf } from '@/lib/history/timeline-state';
import { anyList, anyObserved } from '@/tests/support/observed';
import { linked, RANGE, second, timelineFor } from '@/tests/support/timelines';
import { type Standing, standingAfter, type ToldChange } from '@/tests/support/told-changes';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

const anyStep = fc.record({
  wait: fc.nat(9),
  link: fc.option(fc.constantFrom('stale' as const, 'live' as const), { nil: null }),
  removed: fc.array(
    fc.constantFrom(...IDS).map((id) => ({ id, cause: 'deleted' as const })),
    { maxLength: 2 },
  ),
  upserted: fc.uniqueArray(anyObserved, { maxLength: 3, selector: ({ id }) => id }),
});

/** What somebody sees who looks at the catalog at a moment. */
interface Sight {
  readonly ms: number;
  readonly instances: ReadonlyMap<string, string>;
  readonly service: string;
}

function look(catalog: Catalog, isLive: boolean, at: number): Sight {
  const seen = (id: string) => {
    const instance = catalog.instances.get(id);
    return isLive ? stateNamed(instance ? stateOf(instance) : ABSENT) : 'not-observed';
  };
  const states = [...catalog.instances.values()].map((instance) => stateNamed(stateOf(instance)));
  const worst = [...HEALTHS, 'out' as const].find((state) => states.includes(state)) ?? 'absent';
  return {
    ms: Date.parse(second(at)),
    instances: new Map(IDS.map((id) => [id, seen(id)])),
    service: isLive ? worst : 'not-observed',
  };
}

function standingOf(instance: Instance): Standing {
  return { health: instance.health, rotation: instance.rotation, output: decisiveOutput(instance) };
}

/** As the journal gives it back. */
function kept(change: UnplacedChange, at: number, catalog: Catalog): ToldChange {
  const rotation = catalog.instances.get(change.instance ?? '')?.rotation;
  return JSON.parse(JSON.stringify({ ...change, at: second(at), rotation }));
}

function stateAt(spans: readonly Span[], ms: number): string | undefined {
  return spans.find(({ from, to }) => Date.parse(from) <= ms && ms < Date.parse(to))?.state;
}

/** What was known of an instance agrees with what its next change says it was. */
function expectAgreement(initial: ReadonlyMap<string, Standing>, changes: readonly ToldChange[]): void {
  const standings = new Map<string, Standing | null>(initial);
  for (const change of changes) {
    const id = change.instance ?? '';
    const before = standings.get(id) ?? null;
    if (change.kind === 'registered') expect(before).toBeNull();
    if (change.kind === 'health-changed') expect(before?.health).toBe(change.from);
    if (change.kind === 'rotation-changed') expect(before?.rotation).toBe(change.from);
    if (change.kind === 'deregistered') expect(before?.health).toBe(change.from);
    standings.set(id, standingAfter(before, change));
  }
}

it('the kept changes replayed give the timeline that was seen live', () => {
  fc.assert(
    fc.property(anyList, fc.array(anyStep, { maxLength: 15 }), (list, steps) => {
      const catalog = emptyCatalog('memory');
      fillCatalog(catalog, list, second(0));
      const initial = new Map([...catalog.instances].map(([id, instance]) => [id, standingOf(instance)]));
      const changes: ToldChange[] = [];
      const links: ToldChange[] = [];
      let [now, isLive] = [0, true];
      const sights = new Map([[now, look(catalog, isLive, now)]]);
      for (const { wait, link, removed, upserted } of steps) {
        now += wait;
        // As after a list that is read again: first what became of it, then live.
        const { changes: made } = applyBatch(catalog, { removed, upserted, afterGap: !isLive }, second(now));
        changes.push(...made.map((change) => kept(change, now, catalog)));
        if (link) links.push(linked(now, link));
        if (link) isLive = link === 'live';
        sights.set(now, look(catalog, isLive, now));
      }
      expectAgreement(initial, changes);
      const { spans, instances } = timelineFor({ initial, changes, links });
      const told = new Map(instances.map((instance) => [instance.id, instance.spans]));
      for (const sight of sights.values()) {
        if (sight.ms >= RANGE.toMs) continue;
        expect(stateAt(spans, sight.ms)).toBe(sight.service);
        for (const [id, state] of sight.instances) {
          const its = told.get(id);
          if (its) expect(stateAt(its, sight.ms)).toBe(state);
          else expect(['absent', 'not-observed']).toContain(state);
        }
      }
    }),
  );
});
