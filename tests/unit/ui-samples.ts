import type { Health, Instance } from '@/lib/domain/instance';
import { type HealthCounts, type ServiceSummary, summarizeService } from '@/lib/domain/service';

/** An instance of which only what a test is about is set. */
export function instance(id: string, facts: Partial<Instance> = {}): Instance {
  return {
    id,
    registry: 'r',
    service: 's',
    nativeId: id,
    address: '10.0.0.1',
    port: 80,
    endpoints: [],
    version: null,
    tags: [],
    metadata: {},
    weight: null,
    health: 'passing',
    checks: [],
    rotation: 'in',
    flapping: false,
    zone: null,
    datacenter: null,
    namespace: null,
    node: null,
    format: 'rollcall',
    lease: null,
    registeredAt: null,
    since: '2026-01-01T00:00:00.000Z',
    sinceAtLeast: false,
    revision: '1',
    ...facts,
  };
}

/** A summary of so many instances of each health in rotation, and `out` passing ones out of it. */
export function serviceSummary(
  service: string,
  counts: Partial<HealthCounts & { out: number }>,
  facts: Partial<ServiceSummary> = {},
): ServiceSummary {
  const { out = 0, ...healths } = counts;
  const members: Instance[] = [];
  for (const [health, count] of Object.entries(healths)) {
    for (let n = 0; n < count; n += 1) members.push(instance(`${health}-${n}`, { service, health: health as Health }));
  }
  for (let n = 0; n < out; n += 1) members.push(instance(`out-${n}`, { service, rotation: 'out' }));
  return { ...summarizeService(members), ...facts };
}
