import { describe, expect, it } from 'vitest';
import { apiClient } from '../support/api-client';
import { openStream } from '../support/open-stream';
import { startRollcall } from '../support/rollcall-server';
import { stalled } from '../support/stalled-database';
import { testedDatabases } from '../support/storage-places';
import { eventually } from '../support/wait';

/** How soon what happens must be seen, with or without a database. */
const SEEN_WITHIN_MS = 2_000;

describe.each(testedDatabases())('a Rollcall whose database is stalled, $name', ({ place }) => {
  it('shows what happens as ever, says that it waits, and has it in the journal once it can', {
    timeout: 90_000,
  }, async () => {
    await using at = await place();
    await using rollcall = await startRollcall({
      env: { ROLLCALL_DEMO: 'off', ...('url' in at.place && { ROLLCALL_DATABASE_URL: at.place.url }) },
    });
    const api = apiClient(rollcall.url);
    const told = async () =>
      (await api.get('/api/v1/changes?service=orders')).items.map(({ address }: { address: string }) => address);
    await api.register('before', { service: 'orders', port: 1 });
    await eventually(async () => (await told()).length === 1);
    await using stream = await openStream(`${rollcall.url}/api/v1/stream?view=changes`);
    await stream.until(({ name }) => name === 'snapshot');

    const release = await stalled('url' in at.place ? at.place : { folder: rollcall.dataDir });
    for (const port of [2, 3, 4]) {
      const registeredAt = performance.now();
      await api.register(`during-${port}`, { service: 'orders', port });
      await stream.until(({ data }) =>
        data.changes?.some(({ address }: { address: string }) => address.endsWith(`:${port}`)),
      );
      expect(performance.now() - registeredAt).toBeLessThan(SEEN_WITHIN_MS);
    }
    await api.untilService('memory', 'orders', 4);
    expect(await told()).toEqual(['10.0.0.1:1']);
    expect((await api.call('GET', '/metrics')).body).toMatch(/^rollcall_journal_waiting_records [1-9]/m);
    await release();
    await eventually(async () => (await told()).length === 4, { timeoutMs: 30_000 });
    expect(await told()).toEqual(['10.0.0.1:4', '10.0.0.1:3', '10.0.0.1:2', '10.0.0.1:1']);
    expect((await api.call('GET', '/metrics')).body).toMatch(/^rollcall_journal_lost_changes_total 0/m);
  });
});
