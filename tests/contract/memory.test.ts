import { createMemoryRegistry, type MemoryRegistry } from '@/lib/registry/memory/memory-registry';
import { fromRegistration } from '@/lib/registry/memory/record';
import { systemClock } from '@/lib/registry/system-clock';
import type { Fixture, Registered } from './fixture';
import { describeRegistryContract } from './registry-contract';

// It lives in this process: there is no connection that could be lost.
describeRegistryContract('the embedded registry', { open: async () => open(), lacks: ['outage'] });

function open(): Fixture {
  const registry = createMemoryRegistry({ id: 'memory' }, { clock: systemClock });
  const written = new Map<string, Registered>();
  const write = async (record: Registered) => {
    written.set(record.id, record);
    registry.register(record.id, record);
  };
  return {
    registry,
    register: write,
    update: write,
    deregister: async (id) => void registry.deregister(id),
    setHealth: async (id, health) => setHealth(registry, written.get(id), health),
    registerTogether: async (records) =>
      registry.put(records.map((record) => fromRegistration(record.id, record, new Date().toISOString()))),
    [Symbol.asyncDispose]: () => registry.close(),
  };
}

function setHealth(registry: MemoryRegistry, record: Registered | undefined, health: 'passing' | 'critical'): void {
  if (!record) throw new Error('the test did not register this instance');
  registry.put([{ ...fromRegistration(record.id, record, new Date().toISOString()), health }]);
}
