import { applyBatch, type Catalog, restoreCatalog, sameInstance } from '../domain/catalog';
import type { Change, UnplacedChange } from '../domain/change';
import type { JournalEntry } from './journal-queue';
import type { KnownCatalog } from './known-catalog';

interface Sight {
  /** When it was found out, ISO 8601. */
  readonly at: string;
  /** Of the ids of what is found out: nothing else has it. */
  readonly epoch: string;
}

/**
 * What the journal lacks of a registry that is live: changes after a gap from what it knows to what is there. Where it
 * knows nothing, what is there was there before anybody looked, and is no change.
 */
export function catchUp(known: KnownCatalog | null, live: Catalog, { at, epoch }: Sight): JournalEntry[] {
  const { registry } = live;
  let seq = 0;
  const entry = (
    rest: Omit<JournalEntry, 'registry' | 'changes'>,
    changes: readonly UnplacedChange[],
  ): JournalEntry => {
    seq += 1;
    const place = (change: UnplacedChange, item: number): Change => {
      return { id: `${epoch}.${seq}.${item}`, at, registry, ...change, afterGap: true, origin: 'elsewhere' };
    };
    return { registry, ...rest, changes: changes.map(place) };
  };
  const link: UnplacedChange = {
    kind: 'link-changed',
    service: null,
    instance: null,
    address: null,
    from: known?.link ?? 'connecting',
    to: 'live',
  };
  const entries = link.from === link.to ? [] : [entry({ upserted: [], removed: [] }, [link])];
  const before = restoreCatalog(registry, known?.instances ?? []);
  const upserted = [...live.instances.values()].filter((instance) => {
    const was = before.instances.get(instance.id);
    return !was || !sameInstance(was, instance);
  });
  if (!known) return [...entries, entry({ upserted, removed: [] }, [])];
  const gone = [...before.instances.values()].filter(({ id }) => !live.instances.has(id));
  if (upserted.length + gone.length === 0) return entries;
  const removed = gone.map(({ id }) => ({ id, cause: 'unknown' }) as const);
  const { changes } = applyBatch(before, { removed, upserted, afterGap: true }, at);
  return [...entries, entry({ upserted, removed: gone.map(({ id, service }) => ({ id, service })) }, changes)];
}
