import { describe, expect, it } from 'vitest';
import { createEtcdClient } from '@/lib/registry/etcd/client';
import { alone, orderOf } from '@/lib/registry/etcd/operate/key-change';
import { type EtcdOrder, performOrder } from '@/lib/registry/etcd/operate/order';
import { PARKED_PREFIX, parkedKey, parkKey, unparkKey } from '@/lib/registry/etcd/operate/park';
import type { KeyValue, RangeResponse } from '@/lib/registry/etcd/wire';
import { systemClock } from '@/lib/registry/system-clock';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { quietLog } from '../support/quiet-log';

const KEY = 'user.rpc/\u{1F600} 1';
const BYTES = Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x7d]);

/** A real etcd, a raw client beside it, and the means to read a key as it is. */
async function store() {
  const etcd = await startEtcd();
  const writer = etcdWriter(etcd.endpoint);
  const options = { id: 'etcd', endpoints: [etcd.endpoint], prefixes: [''] };
  const client = createEtcdClient(options, { clock: systemClock, random: Math.random, log: quietLog });
  const { signal } = new AbortController();
  return {
    etcd,
    writer,
    perform: (order: EtcdOrder) => performOrder(client, order, signal),
    async read(key: string): Promise<KeyValue | undefined> {
      const request = { service: 'KV', method: 'Range', payload: { key: Buffer.from(key) } } as const;
      return (await client.request<RangeResponse>(request, signal)).kvs[0];
    },
    async [Symbol.asyncDispose]() {
      client.close();
      writer.close();
      await etcd[Symbol.asyncDispose]();
    },
  };
}

function park(...kvs: readonly KeyValue[]): EtcdOrder {
  return orderOf(alone(...kvs.flatMap((kv) => parkKey(kv))));
}

function unpark(copy: KeyValue): EtcdOrder {
  return orderOf(alone(...unparkKey(copy)));
}

async function present(kv: Promise<KeyValue | undefined>): Promise<KeyValue> {
  const found = await kv;
  if (!found) throw new Error('the key is not there');
  return found;
}

describe.skipIf(withoutEtcd)('an order to etcd', () => {
  it('puts a key aside on its own lease, byte for byte, and puts it back', async () => {
    await using at = await store();
    const lease = at.writer.lease(60);
    await lease.put(KEY).value(BYTES);
    const before = await present(at.read(KEY));
    expect(await at.perform(park(before))).toMatchObject({ kind: 'done' });
    expect(await at.read(KEY)).toBeUndefined();
    const parked = await present(at.read(PARKED_PREFIX + KEY));
    expect(parked.value).toEqual(BYTES);
    expect(parked.lease).toBe(before.lease);
    expect(parkedKey(parked.key.toString())).toBe(KEY);
    expect(await at.perform(unpark(await present(at.read(PARKED_PREFIX + KEY))))).toMatchObject({ kind: 'done' });
    const after = await present(at.read(KEY));
    expect(after.value).toEqual(BYTES);
    expect(after.lease).toBe(before.lease);
    expect(await at.read(PARKED_PREFIX + KEY)).toBeUndefined();
    await lease.revoke();
  });

  it('lets a parked key die with its lease', async () => {
    await using at = await store();
    const lease = at.writer.lease(60);
    await lease.put(KEY).value(BYTES);
    await at.perform(park(await present(at.read(KEY))));
    await lease.revoke();
    expect(await at.read(PARKED_PREFIX + KEY)).toBeUndefined();
  });

  it('writes nothing when somebody has written in between', async () => {
    await using at = await store();
    await at.writer.put(KEY).value('old');
    const read = await present(at.read(KEY));
    await at.writer.put(KEY).value('new');
    expect(await at.perform(park(read))).toMatchObject({ kind: 'conflict' });
    expect((await present(at.read(KEY))).value.toString()).toBe('new');
    expect(await at.read(PARKED_PREFIX + KEY)).toBeUndefined();
  });

  it('does all of several keys or none', async () => {
    await using at = await store();
    await at.writer.put('a').value('1');
    await at.writer.put('b').value('1');
    const both = [await present(at.read('a')), await present(at.read('b'))];
    await at.writer.put('b').value('2');
    expect(await at.perform(park(...both))).toMatchObject({ kind: 'conflict' });
    expect((await present(at.read('a'))).value.toString()).toBe('1');
  });

  it('does not put back over an instance that has come back by itself', async () => {
    await using at = await store();
    await at.writer.put(KEY).value('old');
    const before = await present(at.read(KEY));
    await at.perform(park(before));
    await at.writer.put(KEY).value('new');
    expect(await at.perform(unpark(await present(at.read(PARKED_PREFIX + KEY))))).toMatchObject({ kind: 'conflict' });
    expect((await present(at.read(KEY))).value.toString()).toBe('new');
  });

  it('takes an order that was done before for done, and writes nothing twice', async () => {
    await using at = await store();
    await at.writer.put(KEY).value('old');
    const order = park(await present(at.read(KEY)));
    await at.perform(order);
    const { mod_revision } = await present(at.read(PARKED_PREFIX + KEY));
    expect(await at.perform(order)).toMatchObject({ kind: 'done' });
    expect((await present(at.read(PARKED_PREFIX + KEY))).mod_revision).toBe(mod_revision);
  });

  it('keeps the lease of a key whose value it edits', async () => {
    await using at = await store();
    const lease = at.writer.lease(60);
    await lease.put(KEY).value('weight=5');
    const before = await present(at.read(KEY));
    const key = before.key.toString('base64');
    const value = Buffer.from('weight=5&state=inactive').toString('base64');
    await at.perform({
      when: [{ key, modRevision: before.mod_revision }],
      writes: [{ put: key, value, lease: before.lease }],
    });
    const after = await present(at.read(KEY));
    expect(after.value.toString()).toBe('weight=5&state=inactive');
    expect(after.lease).toBe(before.lease);
    await lease.revoke();
  });
});
