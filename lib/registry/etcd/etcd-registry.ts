import type { Instance } from '../../domain/instance';
import type { Capabilities, Notice, Registry } from '../port';
import { createEtcdClient } from './client';
import { describeEtcd } from './describe-etcd';
import { createDecode } from './formats/decoder';
import { KNOWN_FORMATS } from './formats/known-formats';
import { inspectKey } from './inspect-key';
import { prefixRange, separatePrefixes } from './key-range';
import { createLeases } from './leases';
import { createLedger } from './ledger';
import { createEtcdOperations } from './operate/etcd-operations';
import { PARKED_PREFIX } from './operate/park';
import type { EtcdDeps, EtcdOptions } from './options';
import { tryValue } from './try-value';
import { watchEtcd } from './watch-etcd';

const CAPABILITIES: Capabilities = { drain: true, deregister: true, weight: true, register: true };

/** One etcd cluster as a registry. Nothing is connected before the first call. */
export function createEtcdRegistry(options: EtcdOptions, deps: EtcdDeps): Registry {
  const client = createEtcdClient(options, deps);
  const leases = createLeases(client, deps.clock);
  const decode = createDecode(options.formatRules, options.customFormats);
  const ledger = createLedger(options.id, leases, decode);
  const { kept, covered } = separatePrefixes(options.prefixes);
  // Wherever an instance was, its copy is there once it is put aside.
  const ranges = separatePrefixes([...kept, PARKED_PREFIX]).kept.map(prefixRange);
  const notices = covered.map(
    ({ prefix, by }): Notice => ({
      code: 'prefix-overlap',
      scope: prefix,
      detail: `already read as part of ${by === '' ? 'the whole key space' : by}`,
    }),
  );
  const formats = [...(options.customFormats ?? []), ...KNOWN_FORMATS];
  const { id: registry } = options;
  return {
    id: registry,
    kind: 'etcd',
    capabilities: CAPABILITIES,
    watch: (signal) => watchEtcd({ options, deps, client, leases, ledger, ranges, notices }, signal),
    inspect: (instance, signal) => inspectKey({ client, leases }, instance.nativeId, signal),
    describe: (signal) => describeEtcd(client, ranges, signal),
    async leases(ids, signal) {
      const remaining = new Map<string, NonNullable<Instance['lease']>>();
      for (const [id, time] of await leases.ask([...new Set(ids)], signal)) {
        if (time) remaining.set(id, { id, ttlSeconds: time.ttlSeconds, remainingSeconds: time.remainingSeconds });
      }
      signal.throwIfAborted();
      return remaining;
    },
    sheets: formats.map(({ sheet }) => sheet),
    formats: () => ledger.tally(),
    tryValue: (key, value) => tryValue({ registry: options.id, decode }, key, value),
    consumers: (service) => ledger.consumers(service),
    operations: createEtcdOperations({ registry, client, ledger, decode, formats, ranges, clock: deps.clock }),
    close: async () => client.close(),
  };
}
