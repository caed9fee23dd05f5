import { describe, expect, it } from 'vitest';
import { loadConfig } from '@/lib/config';
import { createJournalReader } from '@/lib/history/journal-reader';
import { loadKnownCatalog } from '@/lib/history/known-catalog';
import { readGaps } from '@/lib/history/past-gaps';
import { demoCast } from '@/lib/runtime-demo';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { folderPlace, openedStorage } from '../support/storage-places';

const NOW = Date.UTC(2026, 0, 5, 9);
const DAY_MS = 86_400_000;
const demo = loadConfig({ ROLLCALL_DEMO: 'on' });
const deps = { clock: manualClock(NOW), log: quietLog };

describe('the first start of the demo', () => {
  it('finds a day in the journal, observed but for a gap, and knows the fleet it goes on with', async () => {
    await using at = await folderPlace();
    await using storage = await openedStorage(at.place);
    const cast = await demoCast(demo, storage, deps);
    const known = await loadKnownCatalog(storage, 'memory', quietLog);
    expect(known?.instances.map(({ id }) => id).sort()).toEqual(cast?.map(({ id }) => id).sort());
    expect(known).toMatchObject({ observedUntil: new Date(NOW).toISOString(), link: 'live' });
    const page = await createJournalReader(storage).read({ limit: 1_000 });
    expect(page?.items).toHaveLength(1_000);
    const live = { state: 'live', since: new Date(NOW).toISOString() } as const;
    const whole = { fromMs: NOW - 2 * DAY_MS, toMs: NOW };
    const gaps = await readGaps(storage, { registry: 'memory', link: live, nowMs: NOW }, whole);
    expect(gaps.map(({ fromMs, toMs }) => Math.round((toMs - fromMs) / 60_000))).toEqual([24 * 60, 34]);
  });

  it('is only once, and only where the demo lives', async () => {
    await using at = await folderPlace();
    await using storage = await openedStorage(at.place);
    expect(await demoCast(loadConfig({ ROLLCALL_DEMO: 'off' }), storage, deps)).toBeUndefined();
    expect(await demoCast(demo, storage, deps)).toHaveLength(135);
    expect(await demoCast(demo, storage, deps)).toBeUndefined();
  });
});
