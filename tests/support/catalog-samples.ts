import type { Change } from '@/lib/domain/change';
import type { Health, Instance } from '@/lib/domain/instance';
import { type HealthCounts, type ServiceSummary, summarizeService } from '@/lib/domain/service';

const AT = '2026-01-05T09:00:00.000Z';

/** A passing service of one instance in registry `r`. */
export function sampleService(service: string, changed: Partial<ServiceSummary> = {}): ServiceSummary {
  const counts = { passing: 1, warning: 0, critical: 0, unknown: 0 };
  return {
    registry: 'r',
    service,
    datacenter: null,
    namespace: null,
    health: 'passing',
    instances: { total: 1, ...counts, out: 0 },
    inRotation: counts,
    flapping: 0,
    tags: [],
    versions: [],
    formats: ['rollcall'],
    since: AT,
    sinceAtLeast: false,
    ...changed,
  };
}

/** A passing instance of service `orders` in registry `r`. */
export function sampleInstance(id: string, changed: Partial<Instance> = {}): Instance {
  return {
    id,
    registry: 'r',
    service: 'orders',
    nativeId: id,
    address: '10.0.0.1',
    port: 8080,
    endpoints: ['10.0.0.1:8080'],
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
    since: AT,
    sinceAtLeast: false,
    revision: '1',
    ...changed,
  };
}

/** A summary of so many instances of each health in rotation, and `out` passing ones out of it. */
export function summaryOf(
  service: string,
  counts: Partial<HealthCounts & { out: number }>,
  facts: Partial<ServiceSummary> = {},
): ServiceSummary {
  const { out = 0, ...healths } = counts;
  const members: Instance[] = [];
  for (const [health, count] of Object.entries(healths)) {
    for (let n = 0; n < count; n += 1)
      members.push(sampleInstance(`${health}-${n}`, { service, health: health as Health }));
  }
  for (let n = 0; n < out; n += 1) members.push(sampleInstance(`out-${n}`, { service, rotation: 'out' }));
  return { ...summarizeService(members), ...facts };
}

/** A registration of an instance of `orders` in registry `r`. */
export function sampleChange(id: string, changed: Partial<Change> = {}): Change {
  return {
    id,
    at: AT,
    registry: 'r',
    service: 'orders',
    instance: 'a',
    address: '10.0.0.1:8080',
    kind: 'registered',
    to: 'passing',
    afterGap: false,
    origin: 'elsewhere',
    ...changed,
  };
}
