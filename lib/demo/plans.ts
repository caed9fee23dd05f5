/** One service of the demo fleet as its team means it to be. */
export interface ServicePlan {
  readonly name: string;
  readonly team: string;
  readonly port: number;
  readonly probe: 'http' | 'grpc' | 'tcp' | 'none';
  readonly instances: number;
  readonly version: string | null;
  readonly tags: readonly string[];
  readonly weight: number;
  /** Where it registers itself with heartbeats. */
  readonly ttlSeconds: number | null;
  /** Whether the number of instances follows the hour of the day. */
  readonly scales: boolean;
}

export const ZONES = ['eu-1a', 'eu-1b', 'eu-1c'] as const;
export type Zone = (typeof ZONES)[number];

const HTTP = { probe: 'http', weight: 100, ttlSeconds: null, scales: false } as const;
const GRPC = { ...HTTP, probe: 'grpc' } as const;

export const SERVICE_PLANS: readonly ServicePlan[] = [
  {
    ...HTTP,
    name: 'api-gateway',
    team: 'edge',
    port: 8080,
    instances: 12,
    version: '4.1.0',
    tags: ['edge', 'http'],
    scales: true,
  },
  { ...HTTP, name: 'checkout', team: 'shop', port: 8080, instances: 7, version: '2.2.9', tags: ['eu', 'http'] },
  { ...GRPC, name: 'payments', team: 'money', port: 9090, instances: 10, version: 'v2.4.2', tags: ['grpc', 'pci'] },
  { ...GRPC, name: 'inventory.grpc', team: 'shop', port: 50051, instances: 6, version: '1.9.0', tags: ['grpc'] },
  {
    ...HTTP,
    name: 'search',
    team: 'discovery',
    port: 9200,
    instances: 16,
    version: '2026.11.2',
    tags: ['eu', 'http'],
    scales: true,
  },
  { ...HTTP, name: 'cart', team: 'shop', port: 8080, instances: 8, version: 'v5.0.3', tags: ['http'] },
  {
    ...HTTP,
    name: 'recommender',
    team: 'discovery',
    port: 8501,
    instances: 12,
    version: '0.31.0',
    tags: ['gpu', 'ml'],
  },
  { ...GRPC, name: 'order-service', team: 'shop', port: 9090, instances: 9, version: 'v3.7.1', tags: ['grpc'] },
  {
    ...HTTP,
    name: 'user-service',
    team: 'identity',
    port: 8080,
    instances: 14,
    version: 'v8.12.0',
    tags: ['http', 'pii'],
    ttlSeconds: 30,
    scales: true,
  },
  {
    ...HTTP,
    name: 'session-cache',
    team: 'identity',
    port: 6379,
    probe: 'tcp',
    instances: 6,
    version: '7.2.5',
    tags: ['redis'],
    ttlSeconds: 20,
  },
  {
    ...HTTP,
    name: 'notification',
    team: 'growth',
    port: 8025,
    instances: 5,
    version: 'latest',
    tags: ['http', 'smtp'],
  },
  {
    ...HTTP,
    name: 'media-transcode',
    team: 'media',
    port: 7000,
    instances: 14,
    version: '6.0.0',
    tags: ['batch', 'spot'],
    weight: 4,
    ttlSeconds: 30,
    scales: true,
  },
  {
    ...HTTP,
    name: 'ledger-writer',
    team: 'money',
    port: 7443,
    probe: 'none',
    instances: 4,
    version: null,
    tags: ['pci'],
    weight: 1,
  },
  {
    ...HTTP,
    name: 'feature-flags',
    team: 'platform',
    port: 8080,
    instances: 3,
    version: '0.9.1',
    tags: ['http'],
    ttlSeconds: 15,
  },
  {
    ...HTTP,
    name: 'geo-lookup',
    team: 'edge',
    port: 8053,
    instances: 6,
    version: '2.0.0',
    tags: ['eu', 'http'],
    ttlSeconds: 30,
  },
  { ...HTTP, name: 'audit-log', team: 'platform', port: 8080, instances: 3, version: '1.0.8', tags: ['http'] },
];

/** The plan a service follows; every service of the fleet has one. */
export function planOf(service: string): ServicePlan {
  const plan = SERVICE_PLANS.find((candidate) => candidate.name === service);
  if (!plan) throw new Error(`the demo fleet has no service ${service}`);
  return plan;
}

/** The patch release before: `v2.4.2` → `v2.4.1`; null where a version has no number to count down. */
export function versionBefore(version: string | null): string | null {
  const match = /^(.*?)(\d+)$/.exec(version ?? '');
  if (!match) return null;
  return match[2] === '0' ? `${version}-rc.4` : `${match[1]}${Number(match[2]) - 1}`;
}

/** The next patch release: `v2.4.2` → `v2.4.3`; null where a version has no number to count up. */
export function nextVersion(version: string | null): string | null {
  const match = /^(.*?)(\d+)$/.exec(version ?? '');
  return match ? `${match[1]}${Number(match[2]) + 1}` : null;
}
