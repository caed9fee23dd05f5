import { hash } from 'node:crypto';
import { Client } from 'pg';
import type { Clock } from '../domain/clock';
import type { Log } from '../domain/log';

/** What is locked, and where. */
export interface WriterLock {
  /** `postgres://…` */
  readonly url: string;
  readonly registry: string;
  /** What is done under it: there is one lock of a name for each. */
  readonly purpose?: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Called whenever it was tried for in vain. */
  readonly onRefused?: () => void;
}

/** How often who waits for the lock asks for it, and who holds it asks whether it is still held, in milliseconds. */
const ASK_MS = 2_000;
/** How long an answer may take, in milliseconds: without one the lock counts as lost before the server lets go of it. */
const ANSWER_MS = 2_500;
/**
 * When the server takes a holder that vanished without a word for dead: after 3 s of silence, 3 times 1 s; and after 6 s
 * where an answer of its own was under way, of which keepalives know nothing.
 */
const SETTINGS = `set tcp_keepalives_idle = 3; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3;
  set tcp_user_timeout = 6000`;

/**
 * Makes this process the one writer of a registry among all that share a PostgreSQL, whenever no other is, until the
 * signal aborts. While it is, `write` runs; its signal aborts when the lock is lost. The lock is that of a connection:
 * when the holder dies the server lets go of it, and another has it within 10 s.
 */
export async function asOnlyWriter(
  lock: WriterLock,
  write: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { url, registry, purpose = 'journal', clock, log } = lock;
  while (!signal.aborted) {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      application_name: 'rollcall-writer',
    });
    const holding = new AbortController();
    const lose = () => holding.abort();
    // Without a listener a connection that breaks ends the process.
    client.on('error', lose);
    client.on('end', lose);
    signal.addEventListener('abort', lose, { once: true });
    try {
      await client.connect();
      await client.query(SETTINGS);
      if (await untilTaken(client, lock, holding.signal)) {
        log.info({ registry }, `${purpose}-writer`);
        const held = untilLost(client, clock, holding.signal).finally(lose);
        // Who lost the lock has to stop before it may have it again.
        for (const outcome of await Promise.allSettled([write(holding.signal).finally(lose), held])) {
          if (outcome.status === 'rejected') throw outcome.reason;
        }
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ registry, detail: reasonOf(error) }, `${purpose}-writer-lock-failed`);
    } finally {
      signal.removeEventListener('abort', lose);
      await end(client, clock);
    }
    await clock.sleep(ASK_MS, signal).catch(() => undefined);
  }
}

/** Whether the lock was got before the connection was lost. */
async function untilTaken(client: Client, lock: WriterLock, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [keyOf(lock)]);
    if (rows[0]?.taken === true) return !signal.aborted;
    lock.onRefused?.();
    await lock.clock.sleep(ASK_MS, signal).catch(() => undefined);
  }
  return false;
}

/** As long as the server answers on the connection, the lock is held. */
async function untilLost(client: Client, clock: Clock, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await client.query('select 1');
    await clock.sleep(ASK_MS, signal).catch(() => undefined);
  }
}

/** Locks of a database are told apart by a 64-bit number. */
function keyOf({ registry, purpose = 'journal' }: WriterLock): string {
  return hash('sha256', `rollcall ${purpose} ${registry}`, 'buffer').readBigInt64BE().toString();
}

/** A server that does not answer is not waited for. */
async function end(client: Client, clock: Clock): Promise<void> {
  const ending = new AbortController();
  const tooLate = clock.sleep(ANSWER_MS, ending.signal).catch(() => undefined);
  await Promise.race([client.end().catch(() => undefined), tooLate]);
  ending.abort();
}

function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
