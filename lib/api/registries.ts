import { RegistryError } from '../domain/errors';
import type { RegistryServer, RegistrySummary } from '../domain/registry-summary';
import type { Upstream } from '../feed/upstream';
import { runtime } from '../running';
import { knownUpstream } from './catalogs';

/** How long a page waits for leases, in milliseconds. */
const LEASES_TIMEOUT_MS = 3_000;
const NOTHING_KNOWN: RegistryServer = { version: null, members: [], scopes: [] };

/** Every registry in the order of the configuration, each asked for its server's version and members. */
export async function listRegistries(): Promise<RegistrySummary[]> {
  return Promise.all([...runtime().feed.upstreams()].map(summarize));
}

/** Remaining time of leases; those that are gone are left out. @throws Problem, RegistryError */
export async function listLeases(registry: string, ids: readonly string[], signal: AbortSignal) {
  const source = knownUpstream(registry).registry;
  const timeout = AbortSignal.timeout(LEASES_TIMEOUT_MS);
  const asked = source.leases?.(ids, AbortSignal.any([signal, timeout]));
  const leases = await asked?.catch((error: unknown) => {
    throw timeout.aborted ? new RegistryError('timeout', `${registry} does not answer in time`) : error;
  });
  return [...(leases?.values() ?? [])];
}

async function summarize(upstream: Upstream): Promise<RegistrySummary> {
  const { registry, catalog, link, position, restarts, rejected, notices } = upstream;
  const config = runtime().config.registries.find((candidate) => candidate.id === registry.id);
  return {
    id: registry.id,
    kind: registry.kind,
    link,
    server: link.state === 'live' ? await describe(upstream) : NOTHING_KNOWN,
    counts: { services: catalog.services.size, instances: catalog.instances.size },
    capabilities: registry.capabilities,
    position,
    restarts,
    rejected: rejected.size,
    notices,
    demo: config?.kind === 'memory' && config.demo !== null,
  };
}

/** A server that does not answer is shown without its members. */
async function describe(upstream: Upstream): Promise<RegistryServer> {
  try {
    return await upstream.describe();
  } catch (error) {
    runtime().log.debug({ registry: upstream.registry.id, err: error }, 'describe-failed');
    return NOTHING_KNOWN;
  }
}
