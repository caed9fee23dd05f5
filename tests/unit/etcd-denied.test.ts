import { expect, it } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import type { EtcdClient } from '@/lib/registry/etcd/client';
import { untilPermitted } from '@/lib/registry/etcd/denied-prefixes';
import { prefixRange } from '@/lib/registry/etcd/key-range';
import { manualClock } from '../support/manual-clock';

const HEADER = { cluster_id: '1', member_id: '1', revision: '1', raft_term: '1' };

it('tries a denied prefix again twice a minute, until it may be read', async () => {
  const clock = manualClock();
  const denial = new RegistryError('permission-denied', 'etcdserver: permission denied');
  let asked = 0;
  const request = async () => {
    asked += 1;
    if (asked < 3) throw denial;
    return {};
  };
  const client = { request } as unknown as EtcdClient;
  const listing = { header: HEADER, readable: [], denied: [{ range: prefixRange('/dubbo/'), error: denial }] };
  let isPermitted = false;
  const waiting = untilPermitted({ client, clock }, listing, new AbortController().signal).then(() => {
    isPermitted = true;
  });
  await clock.advance(65_000);
  expect({ asked, isPermitted }).toEqual({ asked: 2, isPermitted: false });
  await clock.advance(30_000);
  await waiting;
  expect({ asked, isPermitted }).toEqual({ asked: 3, isPermitted: true });
});
