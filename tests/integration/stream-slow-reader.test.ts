import { describe, expect, it } from 'vitest';
import { apiClient } from '../support/api-client';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { openStream } from '../support/open-stream';
import { startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const ROUNDS = 500;
const INSTANCES = 100;
/** What waits for a reader at most: its queue, and what the sockets in between hold. */
const WAITING_MEGABYTES = 16;
/** All that passes is 150 MB of frames for these two readers; garbage that was not collected yet counts too. */
const BUFFERS_MEGABYTES = 64;
const RESIDENT_MEGABYTES = 400;

describe.skipIf(withoutEtcd)('a reader that does not read', () => {
  it('while 50,000 changes pass costs bounded memory, and then sees the present state', {
    timeout: 180_000,
  }, async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
    const api = apiClient(rollcall.url);

    /** All instances at once: one revision, a hundred changes. */
    async function writeRound(round: number): Promise<void> {
      const puts = Array.from({ length: INSTANCES }, (_, index) =>
        writer.put(`/services/slow/${index}`).value(slowValue(index, round)),
      );
      await writer
        .if('/services/never', 'Create', '==', 0)
        .then(...puts)
        .commit();
    }
    const isSeen = async (round: number) =>
      (await api.get('/api/v1/instances?limit=1&service=slow')).items[0]?.version === String(round);

    await writeRound(0);
    await api.untilService('etcd', 'slow', INSTANCES);
    await using slow = await openStream(`${rollcall.url}/api/v1/stream?view=instances`);
    await slow.until(({ name }) => name === 'link');
    await using slower = await openStream(`${rollcall.url}/api/v1/stream?view=instances&view=changes`);
    await slower.until(({ name }) => name === 'link');
    slow.pause();
    slower.pause();
    // The first tenth fills what is bounded: queues, the ring and the heap's own reserve.
    for (let round = 1; round <= ROUNDS / 10; round++) await writeRound(round);
    await eventually(() => isSeen(ROUNDS / 10), { timeoutMs: 60_000 });
    const before = await memoryOf(rollcall.url);
    for (let round = ROUNDS / 10 + 1; round <= ROUNDS; round++) await writeRound(round);
    await eventually(() => isSeen(ROUNDS), { timeoutMs: 60_000 });
    const after = await memoryOf(rollcall.url);
    expect(after.buffersMegabytes).toBeLessThan(before.buffersMegabytes + BUFFERS_MEGABYTES);
    expect(after.residentMegabytes).toBeLessThan(before.residentMegabytes + RESIDENT_MEGABYTES);

    const received = slow.received();
    slow.resume();
    const missed = await slow.until(({ name }) => name === 'snapshot');
    expect((slow.received() - received) / 1024 / 1024).toBeLessThan(WAITING_MEGABYTES);
    expect(missed.at(-1)?.data.items).toHaveLength(INSTANCES);
    expect(missed.at(-1)?.data.items[0].version).toBe(String(ROUNDS));
    expect((await api.call('GET', '/metrics')).body).toMatch(/rollcall_stream_resyncs_total [1-9]/);
    await writeRound(ROUNDS + 1);
    const [next] = await slow.take(2).then((events) => events.filter(({ name }) => name === 'change'));
    expect(next?.data.upserted).toHaveLength(INSTANCES);
  });
});

function slowValue(index: number, round: number): string {
  const metadata = { filler: 'x'.repeat(1_000) };
  return JSON.stringify({
    id: `${index}`,
    name: 'slow',
    version: `${round}`,
    address: '10.0.0.1',
    port: 8000 + index,
    metadata,
  });
}

/** What a process says of its own memory. */
async function memoryOf(url: string): Promise<{ residentMegabytes: number; buffersMegabytes: number }> {
  const { body } = await apiClient(url).call('GET', '/metrics');
  const megabytes = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(body)?.[1]) / 1024 / 1024;
  return {
    residentMegabytes: megabytes('process_resident_memory_bytes'),
    buffersMegabytes: megabytes('nodejs_external_memory_bytes'),
  };
}
