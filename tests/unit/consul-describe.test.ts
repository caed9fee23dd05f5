import { expect, it } from 'vitest';
import type { ConsulApi } from '@/lib/registry/consul/consul-api';
import { describeDatacenter } from '@/lib/registry/consul/describe-datacenter';

const NODES = Array.from({ length: 3_000 }, (_, n) => ({ Node: `node-${n}`, Address: '10.0.0.1', Datacenter: 'dc1' }));
const member = (Name: string, role: string) => ({ Name, Addr: '10.0.0.1', Status: 1, Tags: { dc: 'dc1', role } });

/** The servers are the last members. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/v1/catalog/services': { web: [] },
  '/v1/catalog/nodes': NODES,
  '/v1/agent/members': [
    ...NODES.slice(0, 1_000).map(({ Node }) => member(Node, 'node')),
    ...NODES.slice(2_997).map(({ Node }) => member(Node, 'consul')),
  ],
};

const api: ConsulApi = {
  read: async ({ path }) => {
    if (!(path in ANSWERS)) throw new Error(path);
    return { value: ANSWERS[path], index: null, bytes: 100, filtered: false };
  },
  close: () => undefined,
};

it('lists the servers of a large datacenter, some of its nodes, and how many more there are', async () => {
  const { members, scopes } = await describeDatacenter(
    api,
    { id: 'consul', address: '' },
    new AbortController().signal,
  );
  expect(members.slice(0, 4).map(({ name }) => name)).toEqual(['node-2997', 'node-2998', 'node-2999', 'node-0']);
  expect(members).toHaveLength(203);
  expect(scopes).toContainEqual({ name: 'datacenter dc1', detail: '1 service, 3000 nodes' });
  expect(scopes).toContainEqual({ name: 'members not listed', detail: '2797 nodes' });
});
