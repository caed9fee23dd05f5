import { isoTime } from '../../domain/clock';
import { formatAddress, type Lease, type ObservedCheck, type ObservedInstance } from '../../domain/instance';
import type { NewRegistration } from '../../domain/new-registration';
import { type OperatorsWord, overruled } from './operators-word';

/** What a program says of itself when it registers. */
export interface Registration extends NewRegistration {
  /** Without it the registration never expires. */
  readonly ttlSeconds?: number | undefined;
}

/** An instance as the embedded registry holds it; the registry adds revision and lease. */
export type HeldInstance = Omit<ObservedInstance, 'revision' | 'lease'> & {
  /** Seconds without a heartbeat after which it is critical; null when it needs none. */
  readonly ttlSeconds: number | null;
};

/** A held instance and how its heartbeats stand. Times in milliseconds since 1970. */
export interface MemoryRecord {
  readonly held: HeldInstance;
  readonly word: OperatorsWord;
  readonly revision: string;
  readonly heartbeatAt: number;
  /** Since when heartbeats come without a miss, or the record was there. */
  readonly aliveSince: string;
  /** When it was noticed that heartbeats are missing; null while they come. */
  readonly missedAt: number | null;
}

const DEFAULT_WEIGHT = 1;

/** The instance a registration describes. */
export function fromRegistration(id: string, registration: Registration, registeredAt: string): HeldInstance {
  const { service, address, port, metadata = {} } = registration;
  return {
    id,
    nativeId: id,
    service,
    address,
    port,
    endpoints: [formatAddress(address, port)],
    version: registration.version ?? null,
    tags: registration.tags ?? [],
    metadata,
    weight: registration.weight ?? DEFAULT_WEIGHT,
    health: 'passing',
    checks: [],
    rotation: 'in',
    zone: ownValue(metadata, 'zone'),
    datacenter: null,
    namespace: null,
    node: ownValue(metadata, 'node'),
    format: 'rollcall',
    registeredAt,
    ttlSeconds: registration.ttlSeconds ?? null,
  };
}

/** The record as the watch shows it: a missed heartbeat is a critical check of its own. */
export function observe(record: MemoryRecord): ObservedInstance {
  const { revision } = record;
  const held = overruled(record.held, record.word);
  const { ttlSeconds, ...instance } = held;
  if (ttlSeconds === null) return { ...instance, revision, lease: null };
  return {
    ...instance,
    revision,
    lease: { id: held.id, ttlSeconds, remainingSeconds: null },
    health: record.missedAt === null ? held.health : 'critical',
    checks: [...held.checks, heartbeatCheck(record, ttlSeconds)],
  };
}

/** The lease as it stands at `now`, milliseconds since 1970. */
export function leaseOf(record: MemoryRecord, now: number): Lease | null {
  const { id, ttlSeconds } = record.held;
  if (ttlSeconds === null) return null;
  const remainingMs = Math.max(0, record.heartbeatAt + ttlSeconds * 1_000 - now);
  return { id, ttlSeconds, remainingSeconds: Math.round(remainingMs / 1_000) };
}

/** The record as an operator may read it. */
export function rawRecord({ held, word: { rotation, weight } }: MemoryRecord): string {
  const operator = { ...(rotation !== null && { rotation }), ...(weight !== null && { weight }) };
  return JSON.stringify(Object.keys(operator).length > 0 ? { ...held, operator } : held, null, 2);
}

function heartbeatCheck(record: MemoryRecord, ttlSeconds: number): ObservedCheck {
  const check = { id: 'heartbeat', name: 'heartbeat', kind: 'ttl' };
  if (record.missedAt === null) {
    return { ...check, status: 'passing', output: `expected every ${ttlSeconds} s`, since: record.aliveSince };
  }
  const silentSeconds = Math.floor((record.missedAt - record.heartbeatAt) / 1_000);
  const output = `no heartbeat for ${silentSeconds} s, expected every ${ttlSeconds} s; the last came at ${isoTime(record.heartbeatAt)}`;
  return { ...check, status: 'critical', output, since: isoTime(record.missedAt) };
}

function ownValue(metadata: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(metadata, key) ? (metadata[key] ?? null) : null;
}
