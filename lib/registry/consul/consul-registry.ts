import type { Registry } from '../port';
import { createConsulApi } from './consul-api';
import type { ConsulDeps, ConsulOptions } from './consul-options';
import { CONVENTION_SHEETS } from './conventions/conventions';
import { describeDatacenter } from './describe-datacenter';
import { createFocus } from './focus';
import { inspectInstance } from './inspect-instance';
import { createConsulOperations } from './operate/consul-operations';
import { watchConsul } from './watch-consul';

/** One Consul datacenter as a registry; several datacenters are several registries. */
export function createConsulRegistry(options: ConsulOptions, deps: ConsulDeps): Registry {
  const api = createConsulApi(options, deps.clock);
  const focus = createFocus();
  return {
    id: options.id,
    kind: 'consul',
    sheets: CONVENTION_SHEETS,
    capabilities: { drain: true, deregister: true, weight: true, register: true },
    operations: createConsulOperations(api, options, deps.clock),
    watch: (signal) => watchConsul({ options, api, focus, deps }, signal),
    inspect: (instance, signal) => inspectInstance(api, instance, signal),
    describe: (signal) => describeDatacenter(api, options, signal),
    focus: (service) => focus.add(service),
    close: async () => api.close(),
  };
}
