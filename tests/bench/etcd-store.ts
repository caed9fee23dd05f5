import { Etcd3 } from 'etcd3';

export const PREFIX = '/services/';

/** Writes instances to etcd in the plain layout, with the npm client. */
export interface EtcdStore {
  readonly client: Etcd3;
  put(key: string, value: string): Promise<void>;
  /** Puts many, in the largest transactions etcd takes. */
  fill(entries: Iterable<readonly [key: string, value: string]>): Promise<void>;
  close(): void;
}

const TRANSACTION_LIMIT = 128;
const AT_ONCE = 8;

export function createEtcdStore(endpoint: string): EtcdStore {
  const client = new Etcd3({ hosts: endpoint, grpcOptions: { 'grpc.max_receive_message_length': -1 } });
  const commit = (batch: readonly (readonly [string, string])[]) =>
    client.kv.txn({
      success: batch.map(([key, value]) => ({ request_put: { key: Buffer.from(key), value: Buffer.from(value) } })),
    });
  return {
    client,
    put: async (key, value) => void (await client.kv.put({ key: Buffer.from(key), value: Buffer.from(value) })),
    async fill(entries) {
      const underWay = new Set<Promise<unknown>>();
      for (const batch of batches(entries)) {
        const done: Promise<unknown> = commit(batch).finally(() => underWay.delete(done));
        underWay.add(done);
        if (underWay.size >= AT_ONCE) await Promise.race(underWay);
      }
      await Promise.all(underWay);
    },
    close: () => client.close(),
  };
}

/** The value of one instance as `plain` has it; its size is that of the examples people write. */
export function plainInstance(service: string, index: number, version: string): string {
  return JSON.stringify({
    id: `${service}-${index}`,
    name: service,
    version,
    address: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
    port: 8080,
    metadata: { weight: '5', zone: `zone-${index % 3}` },
    health: { status: 'healthy', last_check: '2026-01-02T03:04:05Z', message: 'OK' },
    register_time: '2026-01-02T03:00:00Z',
  });
}

/** `services` services of `each` instances. */
export function* plainCatalog(services: number, each: number): Generator<readonly [key: string, value: string]> {
  for (let service = 0; service < services; service += 1) {
    const name = `service-${service}`;
    for (let index = 0; index < each; index += 1) {
      yield [`${PREFIX}${name}/${name}-${index}`, plainInstance(name, service * each + index, '1.0.0')];
    }
  }
}

function* batches<T>(items: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < TRANSACTION_LIMIT) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
