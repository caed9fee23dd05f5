import fc from 'fast-check';
import { isoTime } from '@/lib/domain/clock';
import type { Bucket, Span } from '@/lib/domain/history';
import { HEALTHS } from '@/lib/domain/instance';
import { timelineOf } from '@/lib/history/timeline';
import { gapsOf, joinGaps } from '@/lib/history/timeline-gaps';
import type { Range } from '@/lib/history/timeline-range';
import { type Standing, staysOf, type ToldChange } from './told-changes';

/** What happened, as a test tells it. */
export interface Story {
  readonly range: Range;
  /** The instances registered before anything else, by id. */
  readonly initial: ReadonlyMap<string, Standing>;
  readonly changes: Iterable<ToldChange>;
  readonly links: Iterable<ToldChange>;
  /** Whether the link was live before the first of `links`. */
  readonly isLive: boolean;
  /** What else was not observed, ISO 8601. */
  readonly gaps: readonly { readonly from: string; readonly to: string }[];
  readonly buckets: number;
}

export interface ToldTimeline {
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly Bucket[];
  readonly spans: readonly Span[];
  readonly instances: readonly {
    readonly id: string;
    readonly uptime: number | null;
    readonly buckets: readonly Bucket[];
    readonly spans: readonly Span[];
  }[];
}

/** The timelines of a story. */
export function timelineFor(given: Partial<Story> = {}): ToldTimeline {
  const { range, initial, changes, links, isLive, gaps, buckets } = story(given);
  const away = gaps.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }));
  const kept = staysOf(initial, changes);
  const { instances, ...service } = timelineOf({
    range,
    gaps: joinGaps([...gapsOf(links, range, isLive), ...away], range),
    instances: [...kept].map(([id, { stays }]) => ({ id, stays })),
    buckets,
    withSpans: true,
  });
  return {
    from: isoTime(range.fromMs),
    to: isoTime(range.toMs),
    ...service,
    instances: instances.map(({ id, uptime, tell }) => ({
      id,
      uptime,
      ...tell((stay) => kept.get(id)?.outputs[stay]),
    })),
  };
}

const START_MS = Date.parse('2026-01-05T23:59:50.000Z');

/** A moment by its second; timelines of tests go from 0 to 100, across midnight. */
export function second(seconds: number): string {
  return new Date(START_MS + seconds * 1_000).toISOString();
}

export function secondsOf(at: string): number {
  return (Date.parse(at) - START_MS) / 1_000;
}

/** A change of instance `a` becoming critical; tests give what matters to them. */
export function changed(at: number, given: Partial<ToldChange> = {}): ToldChange {
  return { at: second(at), kind: 'health-changed', instance: 'a', from: 'passing', to: 'critical', ...given };
}

export function linked(at: number, to: 'stale' | 'live'): ToldChange {
  return { at: second(at), kind: 'link-changed', instance: null, to };
}

export const RANGE = { fromMs: START_MS, toMs: START_MS + 100_000 };

/** Instance `a`, passing for 100 seconds of a live link, in ten buckets. */
export function story(given: Partial<Story> = {}): Story {
  return {
    range: RANGE,
    initial: new Map([['a', { health: 'passing', rotation: 'in' }]]),
    changes: [],
    links: [],
    isLive: true,
    gaps: [],
    buckets: 10,
    ...given,
  };
}

/** Spans as `0-40 passing`. */
export function told(spans: readonly Span[] | undefined): string[] {
  return (spans ?? []).map(
    ({ from, to, state, output }) => `${secondsOf(from)}-${secondsOf(to)} ${state}${output ? `: ${output}` : ''}`,
  );
}

const aHealth = fc.constantFrom(...HEALTHS);
const anOutput = fc.constantFrom({}, { output: 'refused' }, { output: 'late' });
/** Some of them outside of the range, and in no order at all. */
const aTime = fc.integer({ min: -10_000, max: 110_000 }).map((ms) => ms / 1_000);

const aChange = fc
  .record({
    at: aTime,
    instance: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('registered', 're-registered', 'deregistered', 'health-changed', 'updated'),
    to: aHealth,
    output: anOutput,
    rotation: fc.constantFrom('in', 'out'),
  })
  .map(({ at, output, ...change }) => changed(at, { ...change, ...output }));
const aRotationChange = fc
  .record({ at: aTime, instance: fc.constantFrom('a', 'b', 'c'), to: fc.constantFrom('in', 'out') })
  .map(({ at, ...change }) => changed(at, { ...change, kind: 'rotation-changed' }));
const aStanding = fc
  .record({ health: aHealth, rotation: fc.constantFrom('in', 'out'), output: anOutput })
  .map(({ output, ...standing }): Standing => ({ ...standing, ...output }));
const aLink = fc.tuple(aTime, fc.constantFrom('stale', 'live')).map(([at, to]) => linked(at, to));

function inOrder(changes: readonly ToldChange[]): ToldChange[] {
  return changes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Any changes, sensible or not, in order unless the clock is wild. */
export function anyTimeline(clock: 'steady' | 'wild'): fc.Arbitrary<Story> {
  const order = clock === 'steady' ? inOrder : (changes: readonly ToldChange[]) => [...changes];
  return fc
    .record({
      changes: fc.array(fc.oneof(aChange, aRotationChange), { maxLength: 30 }).map(order),
      links: fc.array(aLink, { maxLength: 6 }).map(order),
      initial: fc.dictionary(fc.constantFrom('a', 'b', 'c'), aStanding).map((given) => new Map(Object.entries(given))),
      isLive: fc.boolean(),
      gaps: fc.array(
        fc.tuple(aTime, fc.nat(20)).map(([from, length]) => ({ from: second(from), to: second(from + length) })),
        { maxLength: 3 },
      ),
      buckets: fc.integer({ min: 1, max: 40 }),
    })
    .map((given) => story(given));
}
