import type { Instance } from '@/lib/domain/instance';
import type { ConsulOptions } from '@/lib/registry/consul/consul-options';
import { createConsulRegistry } from '@/lib/registry/consul/consul-registry';
import type { Notice, Registry, RegistryEvent } from '@/lib/registry/port';
import { systemClock } from '@/lib/registry/system-clock';
import { type Collector, collect } from '../contract/collector';
import { quietLog } from './quiet-log';

/** A watched Consul registry of a test. */
export interface ConsulWatch extends AsyncDisposable {
  readonly registry: Registry;
  readonly collector: Collector;
  /** The notices that hold now. */
  notices(): readonly Notice[];
  /** The one instance of a service; throws when there is not exactly one. */
  only(service: string): Instance;
}

/** Watches and resolves when the first list is there. */
export async function watchConsulServer(options: Omit<ConsulOptions, 'id'>): Promise<ConsulWatch> {
  const registry = createConsulRegistry(
    { id: 'consul', ...options },
    { clock: systemClock, random: Math.random, log: quietLog },
  );
  let notices: readonly Notice[] = [];
  const noting: Registry = {
    ...registry,
    async *watch(signal): AsyncGenerator<RegistryEvent, void, void> {
      for await (const event of registry.watch(signal)) {
        if (event.kind === 'notices') notices = event.notices;
        yield event;
      }
    },
  };
  const collector = collect(noting);
  await collector.until(() => collector.links().includes('live'), { timeoutMs: 30_000 });
  return {
    registry,
    collector,
    notices: () => notices,
    only(service) {
      const [instance, ...others] = collector.instances(service);
      if (!instance || others.length > 0) throw new Error(`${service} has not one instance`);
      return instance;
    },
    async [Symbol.asyncDispose]() {
      await collector.abort();
      await registry.close();
    },
  };
}
