import { randomUUID } from 'node:crypto';
import type { Registry } from '@/lib/registry/port';
import { type Collector, collect } from './collector';

/** What a test registers; a fixture writes it as programs of its registry do. `id` is that of the record, not of the instance. */
export interface Registered {
  readonly service: string;
  readonly id: string;
  readonly address: string;
  readonly port: number;
  readonly version?: string;
}

/** One adapter and the server behind it, with a writer that does not go through the adapter. */
export interface Fixture extends AsyncDisposable {
  readonly registry: Registry;
  /** The new instance is passing. */
  register(record: Registered): Promise<void>;
  /** Writes the record again; the test changes `version`. */
  update(record: Registered): Promise<void>;
  deregister(id: string): Promise<void>;
  setHealth(id: string, health: 'passing' | 'critical'): Promise<void>;
  /** Several in one atomic revision. */
  registerTogether?(records: readonly Registered[]): Promise<void>;
  /** Cuts the adapter, not the writer, off from the server. */
  disconnect?(): Promise<void>;
  reconnect?(): Promise<void>;
}

export interface Harness {
  /** A fixture of the test's own; a server behind several fixtures is fine, since every test names its own services. */
  open(): Promise<Fixture>;
  /** What this registry has no notion of: the tests of it are left out. */
  readonly lacks?: readonly ('together' | 'outage' | 'each-step')[];
}

/** A collector after the first list, and after `count` instances of the service are there. */
export async function listed(fixture: Fixture, service = '', count = 0): Promise<Collector> {
  const collector = collect(fixture.registry);
  await collector.until(() => collector.lists() > 0 && collector.instances(service).length === count);
  return collector;
}

/** `count` records of a service no other test knows. */
export function records(count: 1): [Registered];
export function records(count: 2): [Registered, Registered];
export function records(count: 4): [Registered, Registered, Registered, Registered];
export function records(count: number): [Registered, ...Registered[]];
export function records(count: number): Registered[] {
  const service = `orders-${randomUUID().slice(0, 8)}`;
  return Array.from({ length: count }, (_, index) => ({
    service,
    id: `${service}-${index + 1}`,
    address: `10.0.0.${index + 1}`,
    port: 8080 + index,
  }));
}

export function located(record: Registered): string {
  return `${record.address}:${record.port}`;
}

export function seen(collector: Collector, service: string): string[] {
  return collector.instances(service).map((instance) => `${instance.address}:${instance.port}`);
}

export function kinds(collector: Collector, service: string): string[] {
  return collector.changes(service).map((change) => change.kind);
}

export function kindsAt(collector: Collector, record: Registered): string[] {
  return collector
    .changes(record.service)
    .filter((change) => change.address === located(record))
    .map((change) => change.kind);
}

export function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the fixture lacks ${what}`);
  return value;
}
