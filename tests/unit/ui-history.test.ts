import { describe, expect, it } from 'vitest';
import { barOf, bucketAt, ROW_SIZE } from '@/components/history/bar-paths';
import { partsOf, shareWords, summaryOf, uptimeWords } from '@/components/history/bucket-words';
import { createHistoryBatch } from '@/components/history/history-batch';
import { momentOf } from '@/components/history/moment';
import { lengthWords, stretchWords } from '@/components/history/time-words';
import type { Bucket } from '@/lib/domain/history';

const START = Date.parse('2026-11-21T00:00:00Z');
const HALF_HOUR = 30 * 60_000;
const NONE = { passing: 0, warning: 0, critical: 0, unknown: 0, out: 0, notObserved: 0 };

/** Buckets of half an hour, one for each given. */
function buckets(...shares: readonly Partial<Bucket>[]): Bucket[] {
  return shares.map((share, index) => ({
    from: new Date(START + index * HALF_HOUR).toISOString(),
    to: new Date(START + (index + 1) * HALF_HOUR).toISOString(),
    ...NONE,
    ...share,
  }));
}

describe('a history bar', () => {
  const size = { ...ROW_SIZE, width: 239 };
  const day = buckets(...Array.from({ length: 48 }, () => ({ passing: 1 })));

  it('fills its width with 48 parts of whole pixels that end where it ends', () => {
    const { columns } = barOf(day, size);
    expect(new Set(columns.map(({ width }) => width))).toEqual(new Set([4]));
    expect(columns.at(-1)).toEqual({ x: 235, width: 4 });
    for (const width of [348, 143, 95, 1184]) {
      const last = barOf(day, { ...size, width }).columns.at(-1);
      expect((last?.x ?? 0) + (last?.width ?? 0)).toBe(width);
    }
  });

  it('is one path for each state, however many buckets there are', () => {
    expect(barOf(day, size).paths.map(({ mark }) => mark)).toEqual(['m-pass']);
    const mixed = barOf(buckets({ passing: 1 }, { passing: 0.5, critical: 0.5 }, { passing: 0.9, out: 0.1 }), size);
    expect(mixed.paths.map(({ mark }) => mark)).toEqual(['m-pass', 'm-crit', 'm-out']);
  });

  it('shows one in twenty, and hangs what is out below the line', () => {
    const { paths } = barOf(buckets({ passing: 0.95, critical: 0.05 }, { passing: 0.9, out: 0.1 }), size);
    expect(heightsOf(paths, 'm-crit')[0]).toBeGreaterThanOrEqual(3);
    expect(topsOf(paths, 'm-out')[0]).toBe(ROW_SIZE.rise + 1);
  });

  it('never leaves its height, whatever is in a bucket', () => {
    const { paths } = barOf(
      buckets({ critical: 0.3, warning: 0.3, unknown: 0.1, passing: 0.1, notObserved: 0.2 }),
      size,
    );
    for (const { mark } of paths) expect(Math.min(...topsOf(paths, mark))).toBeGreaterThanOrEqual(0);
  });

  it('hatches a gap to its height, and what lies before the first look as a line', () => {
    const { paths } = barOf(buckets({ notObserved: 1 }, { passing: 1 }, { notObserved: 1 }), size);
    expect(heightsOf(paths, 'm-gap')).toEqual([ROW_SIZE.line, ROW_SIZE.rise]);
  });

  it('tells absence from a gap', () => {
    expect(barOf(buckets({ passing: 1 }, {}), size).paths.map(({ mark }) => mark)).toEqual(['m-pass', 'm-abs']);
  });

  it('finds the bucket under a place', () => {
    const { columns } = barOf(day, size);
    expect([0, 4, 5, 238, 500].map((x) => bucketAt(columns, x))).toEqual([0, 0, 1, 47, 47]);
  });
});

describe('the words for a history', () => {
  it('sum up an instance in lengths of time, with how often', () => {
    const history = buckets(
      { passing: 1 },
      { passing: 0.9, critical: 0.1 },
      { passing: 1 },
      { critical: 1 },
      { notObserved: 1 },
    );
    expect(summaryOf(history, 'instance')).toBe('passing 72.5 %, critical 33 min in 2 stretches, not observed 30 min');
  });

  it('sum up a service in shares of its instances, and say where knowledge begins', () => {
    const history = buckets({ notObserved: 1 }, { passing: 0.9, critical: 0.1 }, { passing: 1 });
    expect(summaryOf(history, 'service')).toBe('passing 95 %, critical 5 %, nothing known before 00:30 UTC');
  });

  it('say that nobody looked, or that nothing was there', () => {
    expect(summaryOf(buckets({ notObserved: 1 }), 'service')).toBe('not observed');
    expect(summaryOf(buckets({}), 'service')).toBe('not registered');
    expect(partsOf(buckets({})[0] as Bucket, 'service')).toEqual([{ state: 'absent', amount: '' }]);
  });

  it('never round up to all of it', () => {
    expect(shareWords(0.99999)).toBe('99.9 %');
    expect(shareWords(0.00001)).toBe('< 0.1 %');
    expect(uptimeWords(0.999999)).toBe('99.99 %');
    expect(uptimeWords(1)).toBe('100.00 %');
    expect(uptimeWords(null)).toBeNull();
  });

  it('give lengths in two units at most', () => {
    expect([400, 59_000, 90_000, 80 * 60_000, 51 * 3_600_000].map(lengthWords)).toEqual([
      '1 s',
      '59 s',
      '2 min',
      '1 h 20 min',
      '2 d 3 h',
    ]);
  });

  it('name the day only where it is another one', () => {
    const now = '2026-11-21T15:00:00Z';
    expect(stretchWords('2026-11-21T14:00:00Z', '2026-11-21T14:30:00Z', now)).toBe('14:00 – 14:30');
    expect(stretchWords('2026-11-20T23:30:00Z', '2026-11-21T00:00:00Z', now)).toBe('20 Nov 23:30 – 21 Nov 00:00');
    expect(stretchWords('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', now)).toBe('1 Nov 00:00 – 2 Nov 00:00');
  });
});

describe('a moment in an address', () => {
  const now = Date.parse('2026-11-21T15:00:00Z');

  it('is read with its zone and written in UTC', () => {
    expect(momentOf('2026-11-21T14:00:00Z', now)).toBe('2026-11-21T14:00:00Z');
    expect(momentOf('2026-11-21T16:00:00.500+02:00', now)).toBe('2026-11-21T14:00:00.500Z');
  });

  it('is none where it is no time, has no zone, or has not passed', () => {
    for (const text of [null, 'yesterday', '2026-11-21', '2026-11-21T14:00:00', '2026-11-21T15:00:00Z']) {
      expect(momentOf(text, now)).toBeNull();
    }
  });
});

describe('the batch of histories', () => {
  const name = (service: string) => ({ registry: 'r', service });

  it('asks once for what is asked for together, and not for rows that have scrolled by', async () => {
    const asked: string[][] = [];
    const load = createHistoryBatch(async (names) => {
      asked.push(names.map(({ service }) => service));
      return { items: names.map((one) => ({ ...one, buckets: buckets({ passing: 1 }) })) };
    });
    const gone = new AbortController();
    const signal = new AbortController().signal;
    const scrolled = expect(load(name('b'), 'q', gone.signal)).rejects.toThrow('scrolled by');
    gone.abort(new Error('scrolled by'));
    const [a, c] = await Promise.all([load(name('a'), 'q', signal), load(name('c'), 'q', signal)]);
    await scrolled;
    expect(asked).toEqual([['a', 'c']]);
    expect(a).toHaveLength(1);
    expect(c).toHaveLength(1);
  });

  it('asks for sixty at most at a time, and for fewer where names are long', async () => {
    const sizes: number[] = [];
    const load = createHistoryBatch(async (names) => {
      sizes.push(names.length);
      return { items: [] };
    });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 70 }, (_, index) => load(name(`s${index}`), 'short', signal)));
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => load(name(`${'x'.repeat(1_000)}${index}`), 'long', signal)),
    );
    expect(sizes).toEqual([60, 10, 5, 3]);
  });

  it('tells every row of a request that failed', async () => {
    const load = createHistoryBatch(async () => Promise.reject(new Error('no database')));
    const { signal } = new AbortController();
    const rows = await Promise.allSettled([load(name('a'), 'q', signal), load(name('b'), 'q', signal)]);
    expect(rows.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

type Paths = ReturnType<typeof barOf>['paths'];

function rectsOf(paths: Paths, mark: string): { top: number; height: number }[] {
  const d = paths.find((path) => path.mark === mark)?.d ?? '';
  return [...d.matchAll(/M\d+ (-?\d+)h\d+v(\d+)/g)].map(([, top, height]) => ({
    top: Number(top),
    height: Number(height),
  }));
}

function topsOf(paths: Paths, mark: string): number[] {
  return rectsOf(paths, mark).map(({ top }) => top);
}

function heightsOf(paths: Paths, mark: string): number[] {
  return rectsOf(paths, mark).map(({ height }) => height);
}
