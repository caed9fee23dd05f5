import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Span } from '@/lib/domain/history';
import { stateAt, stateOf } from '@/lib/history/timeline-state';
import { anyTimeline, type Story, type ToldTimeline, timelineFor } from '@/tests/support/timelines';
import { type Standing, standingAfter } from '@/tests/support/told-changes';

function allSpans({ spans, instances }: ToldTimeline): (readonly Span[])[] {
  return [spans, ...instances.map((instance) => instance.spans)];
}

function lengthOf({ from, to }: Span): number {
  return Date.parse(to) - Date.parse(from);
}

/** Spans as if they had been told in one piece. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last && last.state === span.state && last.output === span.output)
      all[all.length - 1] = { ...last, to: span.to };
    else all.push(span);
  }
  return all;
}

/** What is known at a moment, the slow way. */
function standingsAt({ initial, changes }: Story, ms: number): Map<string, Standing> {
  const standings = new Map(initial);
  for (const change of changes) {
    if (Date.parse(change.at) >= ms || change.instance === null) continue;
    const after = standingAfter(standings.get(change.instance) ?? null, change);
    if (after) standings.set(change.instance, after);
    else standings.delete(change.instance);
  }
  return standings;
}

it('spans cover the range exactly, never overlap and differ from their neighbours, however wild the clock', () => {
  fc.assert(
    fc.property(anyTimeline('wild'), (input) => {
      const timeline = timelineFor(input);
      for (const spans of allSpans(timeline)) {
        expect(spans[0]?.from).toBe(timeline.from);
        expect(spans.at(-1)?.to).toBe(timeline.to);
        spans.forEach((span, index) => {
          expect(lengthOf(span)).toBeGreaterThan(0);
          const next = spans[index + 1];
          if (!next) return;
          expect(next.from).toBe(span.to);
          expect([next.state, next.output]).not.toEqual([span.state, span.output]);
        });
      }
    }),
  );
});

it('a span shows what the changes before it and in it left behind, unless it was not observed', () => {
  fc.assert(
    fc.property(anyTimeline('steady'), (input) => {
      for (const { id, spans } of timelineFor(input).instances) {
        for (const span of spans) {
          if (span.state === 'not-observed') continue;
          const standings = standingsAt(input, Date.parse(span.to));
          const standing = standings.get(id);
          expect(span.state).toBe(standing ? stateAt(stateOf(standing)) : 'absent');
        }
      }
    }),
  );
});

it('the shares of a bucket add up to 1, or to 0 where there was no instance', () => {
  fc.assert(
    fc.property(anyTimeline('wild'), (input) => {
      const { buckets, from, to } = timelineFor(input);
      expect(buckets).toHaveLength(input.buckets);
      expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([from, to]);
      for (const { from: _from, to: _to, output: _output, ...shares } of buckets) {
        const sum = Object.values(shares).reduce((total, share) => total + share, 0);
        if (sum !== 0) expect(sum).toBeCloseTo(1, 9);
      }
    }),
  );
});

it('buckets say what the spans say', () => {
  fc.assert(
    fc.property(anyTimeline('steady'), (input) => {
      const { instances, buckets } = timelineFor({ ...input, isLive: true, links: [], gaps: [], buckets: 1 });
      const registered = instances.flatMap(({ spans }) => spans.filter(({ state }) => state !== 'absent'));
      const total = registered.reduce((sum, span) => sum + lengthOf(span), 0);
      for (const state of ['passing', 'warning', 'critical', 'unknown', 'out'] as const) {
        const ms = registered.filter((span) => span.state === state).reduce((sum, span) => sum + lengthOf(span), 0);
        expect(buckets[0]?.[state]).toBeCloseTo(total === 0 ? 0 : ms / total, 9);
      }
    }),
  );
});

it('an uptime is 1 only for what was never down, and null only where nothing says', () => {
  fc.assert(
    fc.property(anyTimeline('wild'), (input) => {
      for (const { uptime, spans } of timelineFor(input).instances) {
        const states = new Set(spans.map(({ state }) => state));
        const isUp = states.has('passing') || states.has('warning');
        expect(uptime === null).toBe(!isUp && !states.has('critical'));
        if (uptime === null) continue;
        expect(uptime).toBeGreaterThanOrEqual(0);
        expect(uptime).toBeLessThanOrEqual(1);
        expect(Number(uptime.toFixed(4))).toBe(uptime);
        if (states.has('critical')) expect(uptime).toBeLessThan(1);
        if (!states.has('critical') && !states.has('absent')) expect(uptime).toBe(1);
      }
    }),
  );
});

it('is the same told in one piece or in two, the second from what was known at the cut', () => {
  fc.assert(
    fc.property(anyTimeline('steady'), fc.integer({ min: 1, max: 99_999 }), (input, offsetMs) => {
      const { fromMs, toMs } = input.range;
      const cutMs = fromMs + offsetMs;
      const isBefore = ({ at }: { readonly at: string }) => Date.parse(at) < cutMs;
      const lastLink = [...input.links].filter(isBefore).at(-1);
      const whole = timelineFor(input);
      const first = timelineFor({ ...input, range: { fromMs, toMs: cutMs } });
      const second = timelineFor({
        ...input,
        range: { fromMs: cutMs, toMs },
        initial: standingsAt(input, cutMs),
        changes: [...input.changes].filter((change) => !isBefore(change)),
        links: [...input.links].filter((link) => !isBefore(link)),
        isLive: lastLink ? lastLink.to === 'live' : input.isLive,
      });
      expect(joined([...first.spans, ...second.spans])).toEqual(whole.spans);
      for (const { id, spans } of whole.instances) {
        const parts = [first, second].map((part) => part.instances.find((instance) => instance.id === id)?.spans);
        // One that is in only one part was absent in the other.
        if (parts[0] && parts[1]) expect(joined([...parts[0], ...parts[1]])).toEqual(spans);
      }
    }),
  );
});
