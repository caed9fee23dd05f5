import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJournalReader } from '@/lib/history/journal-reader';
import { asOnlyWriter } from '@/lib/history/writer-lock';
import { JOURNAL_START } from '../support/journal-entries';
import { manualClock } from '../support/manual-clock';
import {
  ask,
  POSTGRES_PASSWORD,
  type PostgresServer,
  startPostgres,
  withoutPostgres,
} from '../support/postgres-server';
import { startProcess } from '../support/processes';
import { quietLog } from '../support/quiet-log';
import { openedStorage } from '../support/storage-places';
import { eventually } from '../support/wait';

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One who wants to write a registry, on a clock of its own. */
function candidate(url: string, registry = 'r') {
  const clock = manualClock(JOURNAL_START);
  const stopping = new AbortController();
  const lines: object[] = [];
  const log = { ...quietLog, warn: (fields: object) => void lines.push(fields) };
  let writes = false;
  const write = async (signal: AbortSignal) => {
    writes = true;
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    writes = false;
  };
  const running = asOnlyWriter({ url, registry, clock, log }, write, stopping.signal);
  return {
    lines,
    writes: () => writes,
    /** Waits, as long as time has to go on for that. */
    until: (state: boolean) =>
      eventually(async () => {
        await clock.advance(500);
        return writes === state;
      }),
    /** Two tries more. */
    async tries() {
      for (let count = 0; count < 2; count += 1) {
        await eventually(() => clock.sleepers() > 0);
        await clock.advance(2_000);
      }
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      const advancing = eventually(async () => {
        await clock.advance(2_500);
        return Promise.race([running.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
      });
      await advancing;
    },
  };
}

describe.skipIf(withoutPostgres)('the one writer of a registry', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  it('is one of several, an own one for every registry, and the next when it leaves', async () => {
    const url = await server.database();
    await using next = await (async () => {
      await using first = candidate(url);
      await first.until(true);
      const second = candidate(url);
      await second.tries();
      expect(second.writes()).toBe(false);
      await using other = candidate(url, 's');
      await other.until(true);
      expect(first.writes()).toBe(true);
      return second;
    })();
    await next.until(true);
  });

  it('stops when its connection is lost, and another takes over', async () => {
    const url = await server.database();
    await using first = candidate(url);
    await first.until(true);
    await using second = candidate(url);
    await second.tries();
    const killed = `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
    expect(await ask(url, killed)).toHaveLength(1);
    await eventually(() => !first.writes());
    await second.until(true);
    await first.tries();
    expect(first.writes()).toBe(false);
  });

  it('is tried for again while the server is away, without a word of the password', async () => {
    await using own = await startPostgres();
    const url = await own.database();
    await using first = candidate(url);
    await first.until(true);
    await own.stop();
    await eventually(() => !first.writes());
    await eventually(async () => {
      await first.tries();
      return first.lines.length > 0;
    });
    expect(JSON.stringify(first.lines)).not.toContain(POSTGRES_PASSWORD);
    await own.restart();
    await first.until(true);
  });

  it('passes on within 10 s when its process is killed, and nothing is written twice', {
    timeout: 90_000,
  }, async () => {
    const url = await server.database();
    await using storage = await openedStorage({ url });
    const reader = createJournalReader(storage);
    const epochs = async () => {
      const ids: string[] = [];
      for await (const page of reader.walk({ registry: 'r' })) ids.unshift(...page.map(({ id }) => id).reverse());
      return ids.map((id) => id.split('.')[0]);
    };
    const start = (epoch: string) =>
      startProcess({
        file: process.execPath,
        args: [
          '--import',
          fileAt('../../scripts/typescript-resolution.mjs'),
          fileAt('../support/programs/journal-writer.ts'),
          JSON.stringify({ url }),
          epoch,
        ],
      });
    await using a = await start('a');
    await eventually(async () => (await epochs()).length > 0, { timeoutMs: 30_000 });
    await using b = await start('b');
    const connected = `select 1 from pg_stat_activity where application_name = 'rollcall-writer' and datname = current_database()`;
    await eventually(async () => (await ask(url, connected)).length === 2, { timeoutMs: 30_000 });
    expect([a.hasEnded(), b.hasEnded()]).toEqual([false, false]);
    await a.kill();
    const killedAt = performance.now();
    await eventually(async () => (await epochs()).at(-1) === 'b', { timeoutMs: 20_000 });
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    const all = await epochs();
    expect(all.lastIndexOf('a')).toBeLessThan(all.indexOf('b'));
  });
});
