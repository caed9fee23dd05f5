import { describe, expect, it } from 'vitest';
import { changesBetween } from '@/lib/domain/change';
import { Bounded } from '@/lib/feed/bounded';
import { weighChange, weighInstance } from '@/lib/feed/weigh';
import { sampleChange, sampleInstance } from '../support/catalog-samples';

describe('bulky data', () => {
  it('weighs more than a record, so that few of it fill what is bounded', () => {
    expect(weighInstance(sampleInstance('a'))).toBe(1);
    expect(weighInstance(sampleInstance('a', { metadata: { filler: 'x'.repeat(1_500_000) } }))).toBe(1_501);
    expect(weighChange(sampleChange('1'))).toBe(1);
    const fields = [{ field: 'version', from: 'x'.repeat(2_000), to: null }];
    expect(weighChange(sampleChange('1', { fields }))).toBe(3);
    const held = new Bounded<string>({ capacity: 10, weigh: (text) => text.length });
    for (const text of ['aaa', 'bbb', 'ccc', 'dddddd']) held.push(text);
    expect([...held.newestFirst()]).toEqual(['dddddd', 'ccc']);
    const two = new Bounded<string>({ capacity: 10, weigh: (text) => text.length, least: 2 });
    for (const text of ['a', 'b'.repeat(100), 'c'.repeat(100)]) two.push(text);
    expect(two.length).toBe(2);
  });

  it('is cut in a change: what differs is told, not everything', () => {
    const before = sampleInstance('a', { metadata: { filler: 'x'.repeat(1_500_000), note: 'short' } });
    const after = sampleInstance('a', { metadata: { filler: 'y'.repeat(1_500_000), note: 'brief' } });
    expect(changesBetween(before, after)[0]?.fields).toEqual([
      { field: 'metadata.filler', from: `${'x'.repeat(1_000)}…`, to: `${'y'.repeat(1_000)}…` },
      { field: 'metadata.note', from: 'short', to: 'brief' },
    ]);
  });

  it('of very many fields names the first hundred and says how many more there are', () => {
    const metadata = (value: string) => Object.fromEntries(Array.from({ length: 250 }, (_, key) => [`k${key}`, value]));
    const [change] = changesBetween(
      sampleInstance('a', { metadata: metadata('1') }),
      sampleInstance('a', { metadata: metadata('2') }),
    );
    expect(change?.fields).toHaveLength(101);
    expect(change?.fields?.at(-1)).toEqual({ field: '…', from: null, to: '150 more fields' });
  });
});
