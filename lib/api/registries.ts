import type { RegistryServer, RegistrySummary } from '../domain/registry-summary';
import type { Upstream } from '../feed/upstream';
import { runtime } from '../running';
import { knownUpstream } from './reads';

/** A server that does not answer within this is shown without its members, in milliseconds. */
const DESCRIBE_TIMEOUT_MS = 2_000;
const NOTHING_KNOWN: RegistryServer = { version: null, members: [], scopes: [] };

/** Every registry in the order of the configuration, each asked for its server's version and members. */
export async function listRegistries(signal?: AbortSignal): Promise<RegistrySummary[]> {
  return Promise.all([...runtime().feed.upstreams()].map((upstream) => summarize(upstream, signal)));
}

/** Remaining time of leases; those that are gone are left out. @throws Problem, RegistryError */
export async function listLeases(registry: string, ids: readonly string[], signal: AbortSignal) {
  const source = knownUpstream(registry).registry;
  const leases = await source.leases?.(ids, signal);
  return [...(leases?.values() ?? [])];
}

async function summarize(upstream: Upstream, signal?: AbortSignal): Promise<RegistrySummary> {
  const { registry, catalog, link, position, restarts, rejected, notices } = upstream;
  const config = runtime().config.registries.find((candidate) => candidate.id === registry.id);
  return {
    id: registry.id,
    kind: registry.kind,
    link,
    server: link.state === 'live' ? await describe(upstream, signal) : NOTHING_KNOWN,
    counts: { services: catalog.services.size, instances: catalog.instances.size },
    capabilities: registry.capabilities,
    position,
    restarts,
    rejected: rejected.size,
    notices,
    demo: config?.kind === 'memory' && config.demo !== null,
  };
}

async function describe({ registry }: Upstream, signal?: AbortSignal): Promise<RegistryServer> {
  const timeout = AbortSignal.timeout(DESCRIBE_TIMEOUT_MS);
  try {
    return await registry.describe(signal ? AbortSignal.any([signal, timeout]) : timeout);
  } catch (error) {
    runtime().log.debug({ registry: registry.id, err: error }, 'describe-failed');
    return NOTHING_KNOWN;
  }
}
