import type { RegistryError } from '@/lib/domain/errors';
import type { Answer } from '@/lib/registry/consul/consul-answer';
import type { ConsulApi, Query } from '@/lib/registry/consul/consul-api';

/** A datacenter of a test: changed by hand, and no blocking query ever ends. */
export interface FakeConsul {
  readonly api: ConsulApi;
  readonly asked: Query[];
  /** Port and index of each service's only instance; null for a service listed without any. */
  readonly services: Map<string, { readonly index: number; readonly port: number | null }>;
  /** The index of the tables. */
  index: number;
  /** Which servers it has: another number for other servers. */
  lineage: number;
  /** What fails, and how. */
  failure: (query: Query) => RegistryError | undefined;
}

export function fakeConsul(services: FakeConsul['services'] = new Map()): FakeConsul {
  const asked: Query[] = [];
  const read = async (query: Query, signal: AbortSignal): Promise<Answer> => {
    signal.throwIfAborted();
    asked.push(query);
    const failure = fake.failure(query);
    if (failure) throw failure;
    if (query.params?.index) {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }
    return { ...answerTo(query), bytes: 100, filtered: false };
  };
  const answerTo = ({ path, params }: Query): { value: unknown; index: bigint } => {
    const index = BigInt(fake.index);
    if (path === '/v1/catalog/services') {
      return { value: Object.fromEntries([...services.keys()].map((name) => [name, []])), index };
    }
    const name = /^\/v1\/health\/service\/(.+)$/.exec(path)?.[1];
    if (name === undefined) return { value: [], index };
    if (name === 'consul') return { value: [{ Node: { ID: 'server', CreateIndex: fake.lineage } }], index };
    const service = services.get(decodeURIComponent(name));
    const entries = service && service.port !== null && !params?.tag ? [entry(decodeURIComponent(name), service)] : [];
    return { value: entries, index: BigInt(service?.index ?? fake.index) };
  };
  const fake: FakeConsul = {
    api: { read, close: () => undefined },
    asked,
    services,
    index: 10,
    lineage: 1,
    failure: () => undefined,
  };
  return fake;
}

function entry(name: string, { port, index }: { port: number | null; index: number }): object {
  return {
    Node: { Node: 'n1', Address: '10.0.0.1', CreateIndex: 1 },
    Service: { ID: name, Service: name, Port: port, ModifyIndex: index },
    Checks: [],
  };
}
