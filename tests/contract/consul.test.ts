import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { createConsulRegistry } from '@/lib/registry/consul/consul-registry';
import { systemClock } from '@/lib/registry/system-clock';
import { type ConsulClient, consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { startFaultProxy } from '../support/fault-proxy';
import { quietLog } from '../support/quiet-log';
import type { Fixture, Registered } from './fixture';
import { describeRegistryContract } from './registry-contract';

let consul: ConsulServer;

if (!withoutConsul) {
  beforeAll(async () => {
    consul = await startConsul();
  });
  afterAll(() => consul[Symbol.asyncDispose]());
  describeRegistryContract('consul', { open, lacks: ['each-step'] });
}

async function open(): Promise<Fixture> {
  const proxy = await startFaultProxy(consul.port);
  const writer = consulClient(consul.address);
  const registry = createConsulRegistry(
    { id: 'consul', address: `http://127.0.0.1:${proxy.port}` },
    { clock: systemClock, random: Math.random, log: quietLog },
  );
  return {
    registry,
    register: (record) => writer.register(serviceOf(record)),
    update: (record) => writer.register(serviceOf(record)),
    deregister: (id) => writer.deregister(id),
    setHealth: (id, health) => writer.setTtl(id, health),
    registerTogether: (records) => registerTogether(writer, records),
    disconnect: () => proxy.suspend(),
    reconnect: () => proxy.resume(),
    async [Symbol.asyncDispose]() {
      await registry.close();
      await proxy[Symbol.asyncDispose]();
    },
  };
}

function serviceOf({ service, id, address, port, version = '1.0.0' }: Registered): object {
  const check = { CheckID: `service:${id}`, TTL: '1h', Status: 'passing' };
  return { ID: id, Name: service, Address: address, Port: port, Tags: [`version=${version}`], Check: check };
}

/** One transaction, on a node without an agent: an agent would sync its services one by one. */
async function registerTogether(writer: ConsulClient, records: readonly Registered[]): Promise<void> {
  const node = `together-${randomUUID().slice(0, 8)}`;
  const services = records.map(({ service, id, address, port }) => ({
    Service: { Verb: 'set', Node: node, Service: { ID: id, Service: service, Address: address, Port: port } },
  }));
  await writer.put('/v1/txn', [{ Node: { Verb: 'set', Node: { Node: node, Address: '10.0.0.1' } } }, ...services]);
}
