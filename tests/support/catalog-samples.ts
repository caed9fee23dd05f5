import type { Change } from '@/lib/domain/change';
import type { Instance } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';

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
