import { Etcd3 } from 'etcd3';
import { afterAll, beforeAll } from 'vitest';
import { createEtcdRegistry } from '@/lib/registry/etcd/etcd-registry';
import { systemClock } from '@/lib/registry/system-clock';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { startFaultProxy } from '../support/fault-proxy';
import { quietLog } from '../support/quiet-log';
import type { Fixture, Registered } from './fixture';
import { describeRegistryContract } from './registry-contract';

let etcd: EtcdServer;

if (!withoutEtcd) {
  beforeAll(async () => {
    etcd = await startEtcd();
  });
  afterAll(() => etcd[Symbol.asyncDispose]());
  describeRegistryContract('etcd', { open });
}

async function open(): Promise<Fixture> {
  const proxy = await startFaultProxy(etcd.port);
  const writer = new Etcd3({ hosts: etcd.endpoint });
  const registry = createEtcdRegistry(
    { id: 'etcd', endpoints: [`http://127.0.0.1:${proxy.port}`], prefixes: ['/services/', '/micro/registry/'] },
    { clock: systemClock, random: Math.random, log: quietLog },
  );
  const written = new Map<string, Registered>();
  const write = async (record: Registered, health = 'healthy') => {
    written.set(record.id, record);
    await writer.put(keyOf(record)).value(jsonOf(record, health));
  };
  const known = (id: string) => {
    const record = written.get(id);
    if (!record) throw new Error(`${id} was never registered`);
    return record;
  };
  return {
    registry,
    register: (record) => write(record),
    update: (record) => write(record),
    deregister: async (id) => void (await writer.delete().key(keyOf(known(id)))),
    setHealth: (id, health) => write(known(id), health === 'passing' ? 'healthy' : 'unhealthy'),
    async registerTogether(records) {
      for (const record of records) written.set(record.id, record);
      const puts = records.map((record) => writer.put(keyOf(record)).value(jsonOf(record, 'healthy')));
      await writer
        .if('none', 'Create', '==', 0)
        .then(...puts)
        .commit();
    },
    disconnect: () => proxy.suspend(),
    reconnect: () => proxy.resume(),
    async [Symbol.asyncDispose]() {
      writer.close();
      await registry.close();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

function keyOf({ service, id }: Registered): string {
  return `/services/${service}/${id}`;
}

function jsonOf({ service, id, address, port, version = '1.0.0' }: Registered, status: string): string {
  return JSON.stringify({ id, name: service, version, address, port, metadata: { zone: 'a' }, health: { status } });
}
