import { describe, expect, it } from 'vitest';
import type { Bucket, Span } from '@/lib/domain/history';
import { readBar } from '@/lib/history/past-bars';
import { fleetBuckets, readFleet } from '@/lib/history/past-fleet';
import { type PastTimeline, readTimeline } from '@/lib/history/past-timeline';
import type { Storage } from '@/lib/storage/storage';
import { JOURNAL_START } from '../support/journal-entries';
import { observed } from '../support/observed';
import { ms, ScriptedJournal } from '../support/scripted-journal';
import { openedStorage, testedDatabases } from '../support/storage-places';

const RANGE = { fromMs: ms(0), toMs: ms(100) };
const NEVER = new AbortController().signal;

function sick(id: string, output: string, service = 'web') {
  const check = { id: 'http', name: 'http', kind: 'http', status: 'critical' as const, output };
  return observed({ id, service, health: 'critical', checks: [check] });
}

/** Known by hand: `a` and `b` of web from 0 on; everything else is said where it happens. */
async function script(storage: Storage): Promise<ScriptedJournal> {
  const journal = new ScriptedJournal(storage);
  await journal.list(0, [observed({ id: 'a' }), observed({ id: 'b' }), observed({ id: 'lone', service: 'shop' })]);
  await journal.batch(10, { upserted: [sick('a', 'refused')] });
  await journal.batch(15, { upserted: [sick('b', 'late')] });
  await journal.batch(20, { upserted: [observed({ id: 'a' }), observed({ id: 'b', rotation: 'out' })] });
  await journal.link(40, 'live', 'stale');
  await journal.batch(50, { removed: [{ id: 'b', cause: 'lease-expired' }], afterGap: true });
  await journal.link(50, 'stale', 'live');
  await journal.batch(60, { upserted: [observed({ id: 'c', port: 9000 })] });
  await journal.batch(70, { upserted: [observed({ id: 'c', port: 9000, service: 'shop' })] });
  await journal.observe(80);
  return journal;
}

function told(spans: readonly Span[] | undefined): string[] {
  const seconds = (at: string) => (Date.parse(at) - JOURNAL_START) / 1_000;
  return (spans ?? []).map(
    ({ from, to, state, output }) => `${seconds(from)}-${seconds(to)} ${state}${output ? `: ${output}` : ''}`,
  );
}

function shares(buckets: readonly Bucket[]): object[] {
  return buckets.map(({ from: _from, to: _to, ...rest }) =>
    Object.fromEntries(Object.entries(rest).filter(([, share]) => share !== 0)),
  );
}

async function webOf(journal: ScriptedJournal, withSpans = true): Promise<PastTimeline> {
  const present = journal.catalog.services.get('web')?.instances.values() ?? [];
  const now = journal.past(100).now('r');
  return readTimeline(
    journal.past(100),
    { of: { registry: 'r', service: 'web' }, now, present },
    { range: RANGE, buckets: 4, withSpans },
  );
}

describe.each(testedDatabases())('timelines out of $name', ({ place }) => {
  it('tell each instance while it was in the service, those that are there first', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const { instances } = await webOf(await script(storage));
    expect(instances.map(({ id, address, spans, uptime }) => ({ id, address, uptime, spans: told(spans) }))).toEqual([
      {
        id: 'a',
        address: '10.0.0.1:8080',
        // 10 of 70 seconds; nobody looked from 40 to 50, and after 80.
        uptime: 0.8571,
        spans: [
          '0-10 passing',
          '10-20 critical: refused',
          '20-40 passing',
          '40-50 not-observed',
          '50-80 passing',
          '80-100 not-observed',
        ],
      },
      {
        id: 'c',
        address: '10.0.0.1:9000',
        uptime: 1,
        spans: [
          '0-40 absent',
          '40-50 not-observed',
          '50-60 absent',
          '60-70 passing',
          '70-80 absent',
          '80-100 not-observed',
        ],
      },
      {
        id: 'b',
        address: '10.0.0.1:8080',
        uptime: 0.75,
        spans: [
          '0-15 passing',
          '15-20 critical: late',
          '20-40 out',
          '40-50 not-observed',
          '50-80 absent',
          '80-100 not-observed',
        ],
      },
    ]);
  });

  it('tell the service by its worst in rotation, and by shares of instance time', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const timeline = await webOf(await script(storage));
    expect(told(timeline.spans)).toEqual([
      '0-10 passing',
      '10-20 critical',
      '20-40 passing',
      '40-50 not-observed',
      '50-80 passing',
      '80-100 not-observed',
    ]);
    expect(shares(timeline.buckets)).toEqual([
      // 50 s of two instances: a 15 passing and 10 critical, b 15 passing, 5 critical and 5 out.
      { passing: 0.6, critical: 0.3, out: 0.1 },
      { passing: 0.3, out: 0.3, notObserved: 0.4 },
      { passing: 1 },
      // a alone: 5 of 25 seconds.
      { passing: 0.2, notObserved: 0.8 },
    ]);
    expect(shares(timeline.instances[0]?.buckets ?? [])[0]).toEqual({ passing: 0.6, critical: 0.4, output: 'refused' });
  });

  it('leave out spans, and nothing else, where they are not asked for', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = await script(storage);
    const whole = await webOf(journal);
    expect(await webOf(journal, false)).toEqual({
      ...whole,
      spans: [],
      instances: whole.instances.map((instance) => ({ ...instance, spans: [] })),
    });
  });

  it('tell an instance wherever it was', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = await script(storage);
    const present = [...journal.catalog.instances.values()].filter(({ id }) => id === 'c');
    const { instances } = await readTimeline(
      journal.past(100),
      { of: { registry: 'r', instance: 'c' }, now: journal.past(100).now('r'), present },
      { range: { fromMs: ms(55), toMs: ms(80) }, buckets: 1, withSpans: true },
    );
    expect(instances.map(({ spans }) => told(spans))).toEqual([['55-60 absent', '60-80 passing']]);
  });

  it('begin with what was so before, and know nothing of the time before anybody looked', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = await script(storage);
    const of = { registry: 'r', service: 'shop' };
    const subject = {
      of,
      now: journal.past(80).now('r'),
      present: journal.catalog.services.get('shop')?.instances.values() ?? [],
    };
    const early = await readTimeline(journal.past(80), subject, {
      range: { fromMs: ms(-20), toMs: ms(5) },
      buckets: 1,
      withSpans: true,
    });
    expect(told(early.spans)).toEqual(['-20-0 not-observed', '0-5 passing']);
    expect(shares(early.buckets)).toEqual([{ passing: 1 }]);
    const late = await readTimeline(journal.past(80), subject, {
      range: { fromMs: ms(30), toMs: ms(35) },
      buckets: 1,
      withSpans: true,
    });
    expect(told(late.spans)).toEqual(['30-35 passing']);
  });

  it('count a service as its own history does, and the fleet by its instances', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = await script(storage);
    const ground = { range: RANGE, gaps: await journal.past(100).gaps('r', RANGE) };
    const bar = await readBar(journal.past(100), { registry: 'r', service: 'web' }, { ground, buckets: 4 });
    expect(bar).toEqual((await webOf(journal)).buckets);
    const fleet = await readFleet(storage, { registry: 'r', ground, buckets: 4 }, NEVER);
    expect(fleet.peaks).toEqual([{ at: '2026-03-01T10:00:15.000Z', registry: 'r', service: 'web', critical: 2 }]);
    const [first, second] = fleetBuckets([fleet]);
    expect(first).toMatchObject({ passing: 55 / 25, critical: 15 / 25, out: 5 / 25, notObserved: 0 });
    // 15 of 25 seconds were observed, with a and lone passing and b out.
    expect(second).toMatchObject({ passing: 2, out: 1, notObserved: 0.4 });
  });
});
