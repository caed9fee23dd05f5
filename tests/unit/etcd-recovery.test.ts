import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import type { EtcdClient } from '@/lib/registry/etcd/client';
import { prefixRange } from '@/lib/registry/etcd/key-range';
import { observedUntil, takeEvents } from '@/lib/registry/etcd/places';
import { checkSameData } from '@/lib/registry/etcd/same-data';
import type { UnaryRequest } from '@/lib/registry/etcd/unary-call';
import type { KeyEvent, RangeRequest, WatchResponse } from '@/lib/registry/etcd/wire';
import { type Witness, witnessAfter } from '@/lib/registry/etcd/witness';

const SERVICES = prefixRange('/services/');
const HEADER = { cluster_id: '1', member_id: '1', revision: '9', raft_term: '2' };

describe('the witness', () => {
  const put = (key: string, revision: number) => keyEvent('Put', key, revision);
  const deletion = (key: string, revision: number) => keyEvent('Delete', key, revision);
  const witness = (key: string, revision: number): Witness => ({ key: Buffer.from(key), revision: `${revision}` });

  it.each<[string, Witness | null, KeyEvent[], Witness | null]>([
    [
      'its own key is put before another is deleted',
      witness('/a', 5),
      [put('/a', 10), deletion('/b', 11)],
      witness('/a', 10),
    ],
    ['the last key put is deleted again', null, [put('/a', 10), put('/b', 11), deletion('/b', 12)], witness('/a', 10)],
    ['its key is put and deleted', witness('/a', 5), [put('/a', 10), deletion('/a', 11)], null],
    ['another key is deleted', witness('/a', 5), [deletion('/b', 11)], witness('/a', 5)],
  ])('is right when %s', (_, before, events, after) => {
    expect(witnessAfter(before, events)).toEqual(after);
  });

  it('is always a key as it stands, and there is none only where no key is known to stand', () => {
    const step = fc.record({ key: fc.constantFrom('/a', '/b', '/c'), isPut: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 6 })), (batches) => {
        const standing = new Map<string, string>();
        let held: Witness | null = null;
        let revision = 1;
        for (const batch of batches) {
          const events = batch.map(({ key, isPut }) => {
            revision += 1;
            if (isPut) standing.set(key, `${revision}`);
            else standing.delete(key);
            return keyEvent(isPut ? 'Put' : 'Delete', key, revision);
          });
          held = witnessAfter(held, events);
          const isPutLastOf = ({ type, kv }: KeyEvent) =>
            type === 'Put' && standing.get(`${kv.key}`) === kv.mod_revision;
          if (held) expect(standing.get(`${held.key}`)).toBe(held.revision);
          else expect(events.some(isPutLastOf)).toBe(false);
        }
      }),
    );
  });
});

describe('whether it is the same data', () => {
  const client = guardedClient();
  const signal = new AbortController().signal;

  it('is asked with no more than the rights to one prefix', async () => {
    const behind = { ...HEADER, revision: '8' };
    await expect(checkSameData({ client, signal, range: SERVICES }, HEADER, behind)).resolves.toBeUndefined();
  });

  it('is denied where the whole cluster is at an older revision', async () => {
    const ahead = { ...HEADER, revision: '12' };
    await expect(checkSameData({ client, signal, range: SERVICES }, ahead, HEADER)).rejects.toThrow(/replaced/);
  });
});

describe('the revision a key was observed up to', () => {
  it('is that of its own range, however far another one is', () => {
    const places = [
      { range: prefixRange('/dubbo/'), next: 20 },
      { range: SERVICES, next: 8 },
    ];
    expect(observedUntil(places, Buffer.from('/services/web/1'))).toBe(7);
    expect(observedUntil([{ range: prefixRange(''), next: 4 }], Buffer.from('/services/web/1'))).toBe(3);
  });
});

describe('a watcher that etcd cancels', () => {
  it('moves no place on, so that what came with it is told again', () => {
    const places = new Map([
      ['0', { range: SERVICES, next: 5 }],
      ['1', { range: prefixRange('/dubbo/'), next: 5 }],
    ]);
    const responses = [
      watchResponse('0', { events: [keyEvent('Put', '/services/a', 7)] }),
      watchResponse('1', { canceled: true, cancel_reason: 'etcdserver: no leader' }),
    ];
    expect(() => takeEvents(responses, places)).toThrow(RegistryError);
    expect([...places.values()].map(({ next }) => next)).toEqual([5, 5]);
  });
});

function keyEvent(type: KeyEvent['type'], key: string, revision: number): KeyEvent {
  const rest = { create_revision: '1', version: '1', value: Buffer.alloc(0), lease: '0' };
  return { type, kv: { key: Buffer.from(key), mod_revision: `${revision}`, ...rest } };
}

function watchResponse(watch_id: string, given: Partial<WatchResponse>): WatchResponse {
  const quiet = {
    created: false,
    canceled: false,
    compact_revision: '0',
    cancel_reason: '',
    fragment: false,
    events: [],
  };
  return { header: HEADER, watch_id, ...quiet, ...given };
}

/** A cluster at {@link HEADER} whose user may read nothing outside `/services/`. */
function guardedClient(): EtcdClient {
  const request = async ({ payload }: UnaryRequest) => {
    const { key, range_end } = payload as RangeRequest;
    const isInside = SERVICES.start.compare(key) <= 0 && SERVICES.end.compare(range_end ?? key) >= 0;
    if (!isInside) throw new RegistryError('permission-denied', 'etcdserver: permission denied');
    return { header: HEADER, kvs: [], more: false, count: '0' };
  };
  return { request } as unknown as EtcdClient;
}
