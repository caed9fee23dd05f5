import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '@/lib/api/csv';

describe('a line of CSV', () => {
  it.each([
    [['a', '', 'b'], 'a,,b\r\n'],
    [['a,b', 'say "hi"', 'two\nlines', 'a\rb'], '"a,b","say ""hi""","two\nlines","a\rb"\r\n'],
    [['  spaces  ', 'héllo ☎'], '  spaces  ,héllo ☎\r\n'],
  ])('%j is %j', (cells, line) => expect(csvLine(cells)).toBe(line));

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 1', "'+49 30 1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['\r\n=1', '"\'\r\n=1"'],
  ])('keeps a spreadsheet from running %j', (cell, written) => expect(csvLine([cell])).toBe(`${written}\r\n`));

  it('leaves what only holds such a character as it is', () => {
    expect(csvLine(['a=b', '1-2', 'me@example.org'])).toBe('a=b,1-2,me@example.org\r\n');
  });

  it('reads back as the cells it was made of, none of them a formula', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', '=', '-', ' ', "'") });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const read = readLine(csvLine(cells));
        expect(read.map((text, index) => (text === `'${cells[index]}` ? cells[index] : text))).toEqual(cells);
        for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});

/** A reader of RFC 4180, for one line. */
function readLine(line: string): string[] {
  const cells = `,${line.slice(0, -2)}`.match(/,(?:"(?:[^"]|"")*"|[^,"]*)/g) ?? [];
  return cells.map((cell) => (cell.startsWith(',"') ? cell.slice(2, -1).replaceAll('""', '"') : cell.slice(1)));
}
