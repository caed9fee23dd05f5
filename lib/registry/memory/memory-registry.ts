import type { Batch } from '../../domain/catalog';
import type { RemovalCause } from '../../domain/change';
import { type Clock, isoTime } from '../../domain/clock';
import { RegistryError } from '../../domain/errors';
import type { Instance, Lease } from '../../domain/instance';
import type { Inspection, Registry, RegistryEvent, ServerInfo } from '../port';
import { EMBEDDED_SHEET } from './fact-sheet';
import { createMailbox, type Mailbox } from './mailbox';
import { createMemoryOperations } from './operations';
import { NO_WORD, wordAfter } from './operators-word';
import {
  fromRegistration,
  type HeldInstance,
  leaseOf,
  type MemoryRecord,
  observe,
  type Registration,
  rawRecord,
} from './record';

export interface MemoryRegistryOptions {
  readonly id: string;
  /** How long an instance without heartbeats stays, critical, before it is removed. 60 when absent. */
  readonly removeAfterSeconds?: number;
  /** How many batches a watcher may lag behind before it is given a fresh list. 1,000 when absent. */
  readonly lagLimit?: number;
}

/** The embedded registry: the port, and what a server would offer to those that register. Nothing survives the process. */
export interface MemoryRegistry extends Registry {
  /** Registers, or replaces what the same id registered before. */
  register(id: string, registration: Registration): 'registered' | 'updated';
  /** Counts as a sign of life; false when there is no such instance. */
  heartbeat(id: string): boolean;
  has(id: string): boolean;
  /** False when there is no such instance. */
  deregister(id: string, cause?: RemovalCause): boolean;
  /** Several instances at one position, as they are; what removes an id and puts it again is a re-registration. */
  put(instances: readonly HeldInstance[], removed?: Batch['removed']): void;
}

const LOOK_EVERY_MS = 500;

type Batched = Extract<RegistryEvent, { kind: 'batch' }>;

export function createMemoryRegistry(options: MemoryRegistryOptions, deps: { readonly clock: Clock }): MemoryRegistry {
  const { clock } = deps;
  const removeAfterMs = (options.removeAfterSeconds ?? 60) * 1_000;
  const records = new Map<string, MemoryRecord>();
  const leased = new Set<string>();
  const watchers = new Set<Mailbox<Batched>>();
  let position = 0;

  /** The one place where anything changes: one position, one batch for every watcher. */
  function commit(written: readonly MemoryRecord[], removed: Batch['removed']): void {
    const gone = removed.filter(({ id }) => records.delete(id));
    for (const { id } of gone) leased.delete(id);
    if (written.length === 0 && gone.length === 0) return;
    position += 1;
    const upserted = written.map((record) => {
      const current = { ...record, revision: String(position) };
      const { id, ttlSeconds } = current.held;
      records.set(id, current);
      if (ttlSeconds === null) leased.delete(id);
      else leased.add(id);
      return observe(current);
    });
    const event: Batched = {
      kind: 'batch',
      batch: { removed: gone, upserted },
      position: String(position),
      afterGap: false,
      heardAtMs: clock.now(),
    };
    for (const watcher of watchers) watcher.put(event);
  }

  function put(instances: readonly HeldInstance[], removed: Batch['removed'] = []): void {
    const now = clock.now();
    const written = instances.map((held): MemoryRecord => {
      const known = records.get(held.id);
      const aliveSince = known ? aliveAgainSince(known) : (held.registeredAt ?? isoTime(now));
      const word = known ? wordAfter(known.word, known.held, held) : NO_WORD;
      return { held, word, revision: '', heartbeatAt: now, aliveSince, missedAt: null };
    });
    commit(written, removed);
  }

  function aliveAgainSince(record: MemoryRecord): string {
    return record.missedAt === null ? record.aliveSince : isoTime(clock.now());
  }

  function register(id: string, registration: Registration): 'registered' | 'updated' {
    const known = records.get(id);
    // A program that registers names its weight anew; what an operator said of the rotation stays.
    if (known) records.set(id, { ...known, word: { ...known.word, weight: null } });
    put([fromRegistration(id, registration, known?.held.registeredAt ?? isoTime(clock.now()))]);
    return known ? 'updated' : 'registered';
  }

  function heartbeat(id: string): boolean {
    const record = records.get(id);
    if (!record) return false;
    const alive = { ...record, heartbeatAt: clock.now(), aliveSince: aliveAgainSince(record), missedAt: null };
    if (record.missedAt === null) records.set(id, alive);
    else commit([alive], []);
    return true;
  }

  function deregister(id: string, cause: RemovalCause = 'deleted'): boolean {
    const known = records.has(id);
    commit([], [{ id, cause }]);
    return known;
  }

  /** Counts from when a miss was noticed, so that a machine that slept gives everybody time to come back. */
  function lookAtHeartbeats(): void {
    const now = clock.now();
    const missing: MemoryRecord[] = [];
    const removed: { id: string; cause: RemovalCause }[] = [];
    for (const id of leased) {
      const record = records.get(id);
      if (!record) continue;
      if (record.missedAt !== null) {
        if (now - record.missedAt >= removeAfterMs) removed.push({ id, cause: 'lease-expired' });
      } else if (now - record.heartbeatAt >= (record.held.ttlSeconds ?? 0) * 1_000) {
        // The state is new now: a since that was given with the instance no longer holds, not even after its return.
        const { since: _, ...held } = record.held;
        missing.push({ ...record, held, missedAt: now });
      }
    }
    commit(missing, removed);
  }

  async function keepLooking(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      lookAtHeartbeats();
      await clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
    }
  }

  function list(): RegistryEvent {
    return { kind: 'list', instances: [...records.values()].map(observe), rejected: [], position: String(position) };
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<RegistryEvent, void, void> {
    if (signal.aborted) return;
    const mailbox = createMailbox<Batched>(options.lagLimit ?? 1_000);
    const ended = new AbortController();
    // Looks once before the mailbox opens: what it finds is in the list.
    const looking = keepLooking(AbortSignal.any([signal, ended.signal]));
    watchers.add(mailbox);
    try {
      yield list();
      yield { kind: 'link', link: { state: 'live' } };
      for (;;) {
        const news = await mailbox.take(signal);
        if (news === null) return;
        if (news === 'overflowed') yield list();
        else
          for (const event of news) {
            if (signal.aborted) return;
            yield event;
          }
      }
    } finally {
      watchers.delete(mailbox);
      ended.abort();
      await looking;
    }
  }

  async function inspect(instance: Instance): Promise<Inspection> {
    const record = records.get(instance.id);
    if (!record) throw new RegistryError('gone', `${instance.id} is no longer registered`);
    return {
      raw: rawRecord(record),
      native: { revision: record.revision, lastHeartbeat: isoTime(record.heartbeatAt) },
      lease: leaseOf(record, clock.now()),
    };
  }

  async function leases(ids: readonly string[]): Promise<ReadonlyMap<string, Lease>> {
    const found = new Map<string, Lease>();
    for (const id of ids) {
      const record = records.get(id);
      const lease = record && leaseOf(record, clock.now());
      if (lease) found.set(id, lease);
    }
    return found;
  }

  async function describe(): Promise<ServerInfo> {
    const services = new Set([...records.values()].map((record) => record.held.service));
    const detail = `${records.size} instances of ${services.size} services, held in this process`;
    return { version: null, members: [], scopes: [{ name: options.id, detail }] };
  }

  return {
    id: options.id,
    kind: 'memory',
    sheets: [EMBEDDED_SHEET],
    capabilities: { drain: true, deregister: true, weight: true, register: true },
    operations: createMemoryOperations({ find: (id) => records.get(id), commit }, clock),
    watch,
    inspect,
    describe,
    leases,
    close: async () => undefined,
    register,
    heartbeat,
    has: (id) => records.has(id),
    deregister,
    put,
  };
}
