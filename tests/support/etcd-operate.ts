import type { Instance, ObservedInstance } from '@/lib/domain/instance';
import type { EtcdOptions } from '@/lib/registry/etcd/options';
import type {
  Operations,
  Order,
  Performed,
  Plan,
  PlanConflict,
  PlanContext,
  Refusal,
  Wish,
} from '@/lib/registry/operations';
import type { FormatFixture } from '../fixtures/formats/fixture';
import { type EtcdServer, startEtcd } from './etcd-server';
import { asInstance, type EtcdWatch, watchEtcdServer } from './etcd-watch';
import { type EtcdWriter, etcdWriter } from './etcd-writer';

/** A key as a raw client reads it. */
export interface RawKey {
  readonly value: string;
  readonly lease: string;
  readonly bytes: Buffer;
}

/** A watched etcd that is operated on, with a raw client beside it. */
export interface OperatedEtcd extends AsyncDisposable {
  readonly etcd: EtcdServer;
  readonly writer: EtcdWriter;
  readonly watch: EtcdWatch;
  readonly operations: Operations;
  /** Everything that is stored. */
  keys(): Promise<ReadonlyMap<string, RawKey>>;
  put(key: string | Buffer, value: string | Buffer, lease?: string): Promise<void>;
  grant(ttlSeconds?: number): Promise<string>;
  /** What the watch says is there now. */
  instances(): readonly ObservedInstance[];
  /** The one instance at an address, or of a service. */
  instance(at?: Partial<ObservedInstance>): Instance;
  until(condition: () => boolean): Promise<void>;
  /** Waits until the watch has seen what is written by now. */
  untilSeen(): Promise<void>;
  ask(instance: Instance, wish: Wish, given?: PlanContext): Promise<Plan | Refusal | PlanConflict>;
  /** As asked, and it must be a plan. */
  plan(instance: Instance, wish: Wish, given?: PlanContext): Promise<Plan>;
  perform(order: Order | null): Promise<Performed>;
}

const MARK = '/zz-mark/1';

/** @param keys what is there before the watch begins, on leases of their own where they say so */
export async function operatedEtcd(
  keys: FormatFixture['keys'] = [],
  options: Partial<EtcdOptions> = {},
): Promise<OperatedEtcd> {
  const etcd = await startEtcd();
  const writer = etcdWriter(etcd.endpoint);
  const grant = async (TTL = 600) => (await writer.leaseClient.leaseGrant({ TTL })).ID;
  const put = async (key: string | Buffer, value: string | Buffer, lease = '0') => {
    await writer.kv.put({ key: Buffer.from(key as string), value: Buffer.from(value as string), lease });
  };
  for (const { key, value, leased } of keys) await put(key, value, leased ? await grant() : '0');
  const watch = watchEtcdServer({ endpoints: [etcd.endpoint], prefixes: [''], ...options });
  await watch.untilLive();
  const { operations } = watch.registry;
  if (!operations) throw new Error('nothing can be done to it');
  const { signal } = new AbortController();
  const instances = () => {
    const found = new Map<string, ObservedInstance>();
    for (const event of watch.events) {
      if (event.kind === 'list') found.clear();
      const { upserted, removed } =
        event.kind === 'list'
          ? { upserted: event.instances, removed: [] }
          : event.kind === 'batch'
            ? event.batch
            : NONE;
      for (const { id } of removed) found.delete(id);
      for (const instance of upserted) found.set(instance.id, instance);
    }
    return [...found.values()];
  };
  let marks = 0;
  return {
    etcd,
    writer,
    watch,
    operations,
    grant,
    put,
    instances,
    async keys() {
      const { kvs } = await writer.kv.range({ key: Buffer.from([0]), range_end: Buffer.from([0]) });
      const stored = kvs.map(({ key, value, lease }) => {
        return [key.toString(), { value: value.toString(), lease, bytes: value }] as const;
      });
      return new Map(stored.filter(([key]) => key !== MARK));
    },
    instance(at = {}) {
      const wanted = Object.entries(at);
      const found = instances().filter((instance) => {
        return wanted.every(([name, value]) => instance[name as keyof ObservedInstance] === value);
      });
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} instances are ${JSON.stringify(at)}`);
      return asInstance(found[0]);
    },
    until: (condition) => watch.until(condition),
    async untilSeen() {
      marks += 1;
      const { header } = await writer.kv.put({ key: Buffer.from(MARK), value: Buffer.from(String(marks)) });
      const [seen] = [Number(header.revision)];
      await watch.until(() => watch.events.some((event) => 'position' in event && Number(event.position) >= seen));
    },
    ask: (instance, wish, given = {}) => operations.plan(instance, wish, given, signal),
    async plan(instance, wish, given = {}) {
      const plan = await operations.plan(instance, wish, given, signal);
      if (!('means' in plan)) throw new Error(`no plan: ${JSON.stringify(plan)}`);
      return plan;
    },
    async perform(order) {
      if (!order) throw new Error('there is nothing to do');
      // As it is kept: data that survives a restart.
      return operations.perform(JSON.parse(JSON.stringify(order)), undefined, signal);
    },
    async [Symbol.asyncDispose]() {
      await watch[Symbol.asyncDispose]();
      writer.close();
      await etcd[Symbol.asyncDispose]();
    },
  };
}

const NONE = { upserted: [], removed: [] };
