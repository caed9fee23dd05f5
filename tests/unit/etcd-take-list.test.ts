import { expect, it } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import type { EtcdClient } from '@/lib/registry/etcd/client';
import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { prefixRange } from '@/lib/registry/etcd/key-range';
import { createLeases } from '@/lib/registry/etcd/leases';
import { createLedger } from '@/lib/registry/etcd/ledger';
import { takeList } from '@/lib/registry/etcd/take-list';
import type { UnaryRequest } from '@/lib/registry/etcd/unary-call';
import type { RangeRequest } from '@/lib/registry/etcd/wire';
import { manualClock } from '../support/manual-clock';

it('keeps nothing of a prefix that is denied half-way through its pages', async () => {
  let isRevoked = false;
  const client = {
    async request({ payload }: UnaryRequest) {
      const { key } = payload as RangeRequest;
      const isFirst = key.toString() === '/dubbo/';
      if (isFirst && !isRevoked) return page(['/dubbo/web/1', '/dubbo/web/2'], true);
      isRevoked = true;
      if (key.toString().startsWith('/dubbo/')) throw new RegistryError('permission-denied', 'permission denied');
      return page(['/services/web/1'], false);
    },
  } as unknown as EtcdClient;
  const ledger = createLedger('etcd', createLeases(client, manualClock()), createDecode());
  const context = { client, pageSize: 2, signal: new AbortController().signal };
  const { event, listing } = await takeList(context, ['/dubbo/', '/services/'].map(prefixRange), ledger);
  expect(event.instances.map(({ nativeId }) => nativeId)).toEqual(['/services/web/1']);
  expect(ledger.leaseOf(Buffer.from('/dubbo/web/1'))).toBeNull();
  expect(listing.readable.map(({ prefix }) => prefix)).toEqual(['/services/']);
  expect(listing.denied.map(({ range }) => range.prefix)).toEqual(['/dubbo/']);
});

function page(keys: readonly string[], more: boolean) {
  const value = Buffer.from('{"name":"web","address":"10.0.0.1","port":80}');
  const rest = { create_revision: '1', mod_revision: '2', version: '1', value, lease: '7' };
  const header = { cluster_id: '1', member_id: '1', revision: '9', raft_term: '2' };
  return { header, kvs: keys.map((key) => ({ key: Buffer.from(key), ...rest })), more, count: '3' };
}
