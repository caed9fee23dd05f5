import { describe, expect, it } from 'vitest';
import { JournalQueue } from '@/lib/history/journal-queue';
import { sampleChange } from '../support/catalog-samples';
import { entryOf, sightOf } from '../support/journal-entries';

const idsOf = ({ entries }: ReturnType<JournalQueue['next']>) =>
  entries.flatMap(({ changes }) => changes.map(({ id }) => id));

describe('what waits for the journal', () => {
  it('comes out in its order, as much at a time as asked, and stays until it is written', () => {
    const queue = new JournalQueue(100);
    for (const id of ['1.0', '2.0', '3.0']) queue.add(entryOf([id]), 0);
    const first = queue.next(4);
    expect(idsOf(first)).toEqual(['e.1.0', 'e.2.0']);
    expect(queue.next(4)).toEqual(first);
    queue.written(first);
    expect(idsOf(queue.next(4))).toEqual(['e.3.0']);
    queue.written(queue.next(4));
    expect([queue.isEmpty, queue.weight]).toEqual([true, 0]);
  });

  it('gives one entry at least, however much it holds, and takes one into an empty queue', () => {
    const queue = new JournalQueue(2);
    expect(queue.add(entryOf(['1.0', '1.1', '1.2', '1.3']), 0)).toBe(true);
    expect(idsOf(queue.next(1))).toHaveLength(4);
  });

  it('tells until when a registry was observed with the last of what waits, and no sooner', () => {
    const queue = new JournalQueue(100);
    for (const id of ['1.0', '2.0']) queue.add(entryOf([id]), 10);
    queue.observe('r', 10);
    const first = queue.next(2);
    expect([...first.observed]).toEqual([]);
    queue.written(first);
    const second = queue.next(2);
    expect([...second.observed]).toEqual([['r', 10]]);
    queue.observe('r', 20);
    queue.written(second);
    expect([...queue.next(2).observed]).toEqual([['r', 20]]);
  });

  it('drops the newest when it is full, and says from when to when and how many, a registry each', () => {
    const queue = new JournalQueue(4);
    queue.add(entryOf(['1.0']), 10);
    queue.add(entryOf(['2.0']), 20);
    expect(queue.add(entryOf(['3.0', '3.1']), 30)).toBe(false);
    expect(queue.add(entryOf(['4.0'], { registry: 's' }), 40)).toBe(false);
    expect(queue.add(entryOf(['5.0']), 50)).toBe(false);
    const batch = queue.next(10);
    expect(idsOf(batch)).toEqual(['e.1.0', 'e.2.0']);
    expect(batch.losses).toEqual([
      { registry: 'r', from: 30, to: 50, lost: 3 },
      { registry: 's', from: 40, to: 40, lost: 1 },
    ]);
    queue.written(batch);
    expect([queue.isEmpty, queue.add(entryOf(['6.0']), 60)]).toEqual([true, true]);
  });

  it('keeps what is lost while a batch is being written as a gap after the written one', () => {
    const queue = new JournalQueue(2);
    queue.add(entryOf(['1.0']), 10);
    queue.add(entryOf(['2.0']), 20);
    const batch = queue.next(10);
    queue.add(entryOf(['3.0']), 30);
    queue.observe('r', 30);
    queue.written(batch);
    expect(queue.next(10).losses).toEqual([{ registry: 'r', from: 21, to: 30, lost: 1 }]);
    expect([...queue.next(10).observed]).toEqual([['r', 30]]);
  });

  it('gives a large entry in pieces, each with the changes of its instances, and only the last says it is all', () => {
    const queue = new JournalQueue(100);
    const ids = Array.from({ length: 2_500 }, (_, index) => `i${index}`);
    const changes = ids.map((instance, item) => sampleChange(`e.1.${item}`, { instance }));
    const link = sampleChange('e.1.2500', { kind: 'link-changed', instance: null });
    queue.add({ ...sightOf(ids.slice(500), ids.slice(0, 500)), changes: [...changes, link] }, 10);
    const batches: ReturnType<JournalQueue['next']>[] = [];
    while (!queue.isEmpty) {
      const batch = queue.next(1_000);
      batches.push(batch);
      queue.written(batch);
    }
    const pieces = batches.map(({ entries }) => entries[0]);
    expect(batches.every(({ entries }) => entries.length === 1)).toBe(true);
    expect(pieces.map((piece) => piece?.changes.length)).toEqual([1_001, 1_000, 500]);
    expect(pieces.map((piece) => piece?.isLast)).toEqual([false, false, true]);
    for (const piece of pieces) {
      const own = new Set([...(piece?.upserted ?? []), ...(piece?.removed ?? [])].map(({ id }) => id));
      expect(piece?.changes.every(({ instance }) => instance === null || own.has(instance))).toBe(true);
    }
  });

  it('has room for the changes beside a first list, of which the catalog holds every instance anyway', () => {
    const queue = new JournalQueue(500);
    queue.add(sightOf(Array.from({ length: 5_000 }, (_, index) => `i${index}`)), 10);
    expect(queue.add(entryOf(['2.0']), 20)).toBe(true);
    expect(queue.next(1_000).entries).toHaveLength(1);
  });

  it('has room for what follows an entry that is larger than all the room', () => {
    const queue = new JournalQueue(100);
    const ids = Array.from({ length: 3_000 }, (_, item) => `1.${item}`);
    expect(queue.add(entryOf(ids), 10)).toBe(true);
    expect(queue.add(entryOf(['2.0']), 20)).toBe(true);
    expect(queue.weight).toBeGreaterThan(3_000);
    while (!queue.isEmpty) queue.written(queue.next(1_000));
    expect(queue.add(entryOf(Array.from({ length: 60 }, (_, item) => `3.${item}`)), 30)).toBe(true);
    expect(queue.add(entryOf(Array.from({ length: 60 }, (_, item) => `4.${item}`)), 40)).toBe(false);
  });
});
