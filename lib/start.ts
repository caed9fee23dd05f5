import { setTimeout as delay } from 'node:timers/promises';
import { accessNotice } from './access/notice';
import { followResponses } from './api/node-response';
import { ConfigError } from './config';
import type { RegistryConfig } from './config-registries';
import { type Runtime, startRuntime } from './runtime';
import { StorageError } from './storage/storage-error';

/** How long open streams get to carry their last frame to the reader, in milliseconds. */
const DRAIN_MS = 250;
/** After this long the process ends whatever still hangs, in milliseconds. */
const LONGEST_STOP_MS = 4_000;

/** Starts the runtime, says where it is and what it reads, and ends it on SIGTERM and SIGINT. */
export async function start(): Promise<void> {
  let runtime: Runtime;
  try {
    runtime = await startRuntime();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StorageError)) throw error;
    process.stderr.write(`Rollcall cannot start: ${error.message}\n`);
    process.exit(1);
  }
  followResponses();
  const { config, log } = runtime;
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
  const registries = config.registries.map(describeRegistry);
  // For the person who started it; what reads the log finds the same in its first line.
  process.stderr.write(`\nRollcall is at ${url}\nand reads ${registries.join(', ')}\n\n`);
  const notice = accessNotice(runtime.access);
  if (notice !== null) process.stderr.write(`${notice}\n\n`);
  log.info({ url, registries, access: runtime.access.mode }, 'started');
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      log.info({ signal }, 'stopping');
      void stop(runtime);
    });
  }
}

/** Name and whereabouts, without what an address may carry beside its host. */
function describeRegistry(registry: RegistryConfig): string {
  switch (registry.kind) {
    case 'etcd':
      return `${registry.id} (etcd at ${registry.endpoints.map((endpoint) => new URL(endpoint).host).join(', ')})`;
    case 'consul':
      return `${registry.id} (Consul at ${new URL(registry.address).host})`;
    case 'memory':
      return `${registry.id} (embedded${registry.demo ? ', with the demo fleet' : ''})`;
  }
}

async function stop(runtime: Runtime): Promise<void> {
  await Promise.race([runtime.stop().then(() => delay(DRAIN_MS)), delay(LONGEST_STOP_MS)]);
  runtime.log.info({}, 'stopped');
  process.exit(0);
}
