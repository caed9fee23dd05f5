import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGE_KINDS, type Change } from '@/lib/domain/change';
import { indexedText } from '@/lib/history/indexed-text';
import { formatJournalCursor, parseJournalCursor } from '@/lib/history/journal-cursor';
import { changeOf, journalRow, parsePosition } from '@/lib/history/journal-row';
import { rowParts } from '@/lib/history/row-parts';

const AT = Date.parse('2026-03-01T10:00:00.000Z');
const POSITION = { epoch: '0a1b2c', seq: 12, item: 3 };
const anyText = fc.string({ unit: 'binary', maxLength: 600 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const anyChange = fc
  .record({
    service: fc.option(anyText),
    instance: fc.option(anyText),
    address: fc.option(anyText),
    kind: fc.constantFrom(...CHANGE_KINDS),
    from: optional(anyText),
    to: optional(anyText),
    cause: optional(anyText),
    output: optional(anyText),
    fields: optional(fc.array(fc.record({ field: anyText, from: fc.option(anyText), to: fc.option(anyText) }))),
    afterGap: fc.boolean(),
    origin: fc.constantFrom('rollcall', 'elsewhere'),
    action: optional(anyText),
  })
  .map((drawn) => {
    const told = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined));
    return { id: '0a1b2c.12.3', at: new Date(AT).toISOString(), registry: 'r', ...told } as Change;
  });

describe('a row of the journal', () => {
  it('reads back as the change it was, whatever text a registry holds', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        expect(changeOf(journalRow(change, { position: POSITION, at: AT }))).toEqual(change);
      }),
    );
  });

  it('holds no text that a database refuses, and none too long for an index', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const held = indexedText(text);
        expect(held).not.toContain('\0');
        expect(held.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(held)).toBeLessThan(1_700);
      }),
    );
    expect(indexedText('a'.repeat(500))).not.toBe(indexedText('a'.repeat(501)));
  });

  it('takes only ids of the feed for positions', () => {
    expect(parsePosition('0a1b2c.12.3')).toEqual(POSITION);
    for (const id of ['', '0a.1', '0a.1.2.3', 'A.1.2', '0a.-1.2', '0a.01.2', '0a.9999999999999999.0', "a'.1.2"]) {
      expect(parsePosition(id), id).toBeNull();
    }
  });

  it('has a cursor that names its time and position', () => {
    const place = { at: AT, ...POSITION };
    expect(parseJournalCursor(formatJournalCursor(place))).toEqual(place);
    for (const text of ['', '5', '0a1b2c.12.3', '-1.0a.1.2', '1.0a.1.x']) expect(parseJournalCursor(text)).toBeNull();
  });
});

describe('the parts of many rows', () => {
  it('are all rows in order, in powers of two', () => {
    fc.assert(
      fc.property(fc.nat(1_000), (count) => {
        const rows = Array.from({ length: count }, (_, index) => index);
        const parts = [...rowParts(rows)];
        expect(parts.flat()).toEqual(rows);
        for (const { length } of parts) expect([1, 2, 4, 8, 16, 32, 64, 128]).toContain(length);
      }),
    );
  });
});
