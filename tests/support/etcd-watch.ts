import type { Instance, ObservedInstance } from '@/lib/domain/instance';
import { createEtcdRegistry } from '@/lib/registry/etcd/etcd-registry';
import type { EtcdOptions } from '@/lib/registry/etcd/options';
import type { Registry, RegistryEvent } from '@/lib/registry/port';
import { systemClock } from '@/lib/registry/system-clock';
import { quietLog } from './quiet-log';
import { eventually } from './wait';

export type BatchEvent = Extract<RegistryEvent, { kind: 'batch' }>;

/** An etcd registry under watch, with every event it yielded. Leaving its scope ends the watch and its connections. */
export interface EtcdWatch extends AsyncDisposable {
  readonly registry: Registry;
  readonly events: readonly RegistryEvent[];
  lists(): readonly Extract<RegistryEvent, { kind: 'list' }>[];
  batches(): readonly BatchEvent[];
  links(): readonly string[];
  /** What the notices say now, `code scope`. */
  notices(): readonly string[];
  /** Waits until `condition` holds of the events. */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  untilLive(timeoutMs?: number): Promise<void>;
}

/** Watches with what the options leave out: id `etcd`, the prefix `/services/`. */
export function watchEtcdServer(options: Partial<EtcdOptions> & Pick<EtcdOptions, 'endpoints'>): EtcdWatch {
  const deps = { clock: systemClock, random: Math.random, log: quietLog };
  const registry = createEtcdRegistry({ id: 'etcd', prefixes: ['/services/'], ...options }, deps);
  const abortion = new AbortController();
  const events: RegistryEvent[] = [];
  let failure: unknown;
  const reading = (async () => {
    for await (const event of registry.watch(abortion.signal)) events.push(event);
  })().catch((error: unknown) => {
    failure = error;
  });
  const links = () => events.flatMap((event) => (event.kind === 'link' ? [event.link.state] : []));
  const until = async (condition: () => boolean, timeoutMs = 20_000) => {
    const check = () => {
      if (failure) throw failure;
      return condition();
    };
    await eventually(check, { timeoutMs }).catch((error: Error) => {
      const seen = JSON.stringify(events, null, 1).slice(-4_000);
      throw new Error(`${error.message}\n${seen}`);
    });
  };
  return {
    registry,
    events,
    lists: () => events.filter((event) => event.kind === 'list'),
    batches: () => events.filter((event) => event.kind === 'batch'),
    links,
    notices: () =>
      events.findLast((event) => event.kind === 'notices')?.notices.map(({ code, scope }) => `${code} ${scope}`) ?? [],
    until,
    untilLive: (timeoutMs) => until(() => links().at(-1) === 'live', timeoutMs),
    async [Symbol.asyncDispose]() {
      abortion.abort();
      await reading;
      await registry.close();
      if (failure) throw failure;
    },
  };
}

/** The instance as the catalog would hold it. */
export function asInstance(observed: ObservedInstance): Instance {
  return {
    ...observed,
    registry: 'etcd',
    checks: [],
    flapping: false,
    since: '2026-01-01T00:00:00.000Z',
    sinceAtLeast: false,
  };
}

/** A value of the layout `plain`. */
export function plainValue(given: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ name: 'web', address: '10.0.0.1', port: 8080, ...given });
}
