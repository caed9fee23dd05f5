import fc from 'fast-check';
import type { Catalog } from '@/lib/domain/catalog';
import type { Instance, ObservedInstance } from '@/lib/domain/instance';

/** An observed instance of service `web`; tests give what matters to them. */
export function observed(given: Partial<ObservedInstance> = {}): ObservedInstance {
  return {
    id: 'w1',
    service: 'web',
    nativeId: 'w1',
    address: '10.0.0.1',
    port: 8080,
    endpoints: ['10.0.0.1:8080'],
    version: '1.0.0',
    tags: [],
    metadata: {},
    weight: 1,
    health: 'passing',
    checks: [],
    rotation: 'in',
    zone: null,
    datacenter: null,
    namespace: null,
    node: null,
    format: 'rollcall',
    lease: null,
    registeredAt: null,
    revision: '1',
    ...given,
  };
}

const health = fc.constantFrom('passing' as const, 'warning' as const, 'critical' as const, 'unknown' as const);

const metadata = fc
  .array(fc.tuple(fc.constantFrom('zone', 'constructor', '__proto__', ''), fc.string({ maxLength: 2 })), {
    maxLength: 2,
  })
  .map((entries) => Object.fromEntries(entries));

/** Any instance, out of few ids and services so that they meet. */
export const anyObserved: fc.Arbitrary<ObservedInstance> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    service: fc.constantFrom('web', 'shop', '__proto__'),
    version: fc.constantFrom('1', '2', null),
    tags: fc.uniqueArray(fc.constantFrom('x', 'y'), { maxLength: 2 }),
    rotation: fc.constantFrom('in' as const, 'out' as const),
    health,
    metadata,
    checks: fc.array(
      health.map((status) => ({ id: 'http', name: 'http', kind: 'http', status, output: status })),
      { maxLength: 1 },
    ),
  })
  .map(observed);

/** A whole list: every id once. */
export const anyList: fc.Arbitrary<ObservedInstance[]> = fc.uniqueArray(anyObserved, {
  selector: (instance) => instance.id,
});

/** What comes of when things were seen, rather than of what was. */
const UNTIMED = { since: undefined, sinceAtLeast: undefined, flapping: undefined };

/** All that a catalog says but since when, and what flaps. */
export function timeless(catalog: Catalog): unknown {
  const instances = [...catalog.instances.values()].map(withoutTimes).sort((a, b) => a.id.localeCompare(b.id));
  const services = [...catalog.services]
    .map(([name, { instances: members, summary }]) => ({
      name,
      members: [...members.keys()].sort(),
      summary: { ...summary, ...UNTIMED },
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
  return { instances, services };
}

function withoutTimes(instance: Instance) {
  return { ...instance, ...UNTIMED, checks: instance.checks.map((check) => ({ ...check, ...UNTIMED })) };
}
