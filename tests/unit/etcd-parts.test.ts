import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueTimes } from '@/lib/registry/etcd/due-times';
import { toRegistryError } from '@/lib/registry/etcd/errors';
import { prefixRange, separatePrefixes } from '@/lib/registry/etcd/key-range';
import { bytesOfText, textOfBytes } from '@/lib/registry/etcd/key-text';
import { LinkState } from '@/lib/registry/etcd/link-state';
import { type LeaseEvidence, removalCause } from '@/lib/registry/etcd/removal-cause';
import { groupByRevision } from '@/lib/registry/etcd/revisions';
import type { KeyEvent } from '@/lib/registry/etcd/wire';
import { WireReader } from '@/lib/registry/etcd/wire-reader';

describe('the cause of a removal', () => {
  const evidence: LeaseEvidence = { lease: '1', state: 'gone', deadline: 1_000, noticedAt: 1_500, afterGap: false };

  it.each<[string, Partial<LeaseEvidence>, string]>([
    ['gone after its deadline', {}, 'lease-expired'],
    ['gone before its deadline', { noticedAt: 900 }, 'lease-revoked'],
    ['alive', { state: 'alive' }, 'deleted'],
    ['none', { lease: null, state: 'unknown', deadline: null }, 'deleted'],
    ['not to be asked', { state: 'unknown' }, 'unknown'],
    ['gone, but never heard of', { deadline: null }, 'unknown'],
    ['gone long after a deadline that must have moved', { noticedAt: 60_000 }, 'unknown'],
    ['gone in a gap, its deadline past', { noticedAt: 60_000, afterGap: true }, 'lease-expired'],
  ])('with a lease %s', (_, given, cause) => {
    expect(removalCause({ ...evidence, ...given })).toBe(cause);
  });
});

describe('prefixes', () => {
  it('cover exactly the keys that start with them', () => {
    const bytes = fc.uint8Array({ maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ maxLength: 3 }), bytes, (prefix, key) => {
        fc.pre(key.length > 0);
        const { start, end } = prefixRange(prefix);
        const isInside =
          Buffer.compare(key, start) >= 0 && (end.equals(Buffer.from([0])) || Buffer.compare(key, end) < 0);
        const isExpected = Buffer.from(key).subarray(0, Buffer.byteLength(prefix)).equals(Buffer.from(prefix));
        expect(isInside).toBe(isExpected);
      }),
    );
  });

  it('inside others are left out once each', () => {
    expect(separatePrefixes(['/a/b/', '/a/', '/c/', '/a/'])).toEqual({
      kept: ['/a/', '/c/'],
      covered: [{ prefix: '/a/b/', by: '/a/' }],
    });
    expect(separatePrefixes(['/a/', '']).kept).toEqual(['']);
  });
});

describe('a key as text', () => {
  it('leads back to its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesOfText(textOfBytes(Buffer.from(bytes))).some((candidate) => candidate.equals(bytes))).toBe(true);
      }),
    );
  });
});

describe('revisions', () => {
  it('are ascending, whole, and have one event a key', () => {
    const event = (key: string, revision: number, type: KeyEvent['type'] = 'Put'): KeyEvent => ({
      type,
      kv: {
        key: Buffer.from(key),
        mod_revision: `${revision}`,
        create_revision: '1',
        version: '1',
        value: Buffer.alloc(0),
        lease: '0',
      },
    });
    const grouped = groupByRevision([event('a', 12), event('b', 9), event('c', 12), event('a', 12, 'Delete')]);
    expect(grouped.map(({ number, events }) => [number, events.map(({ kv, type }) => `${kv.key} ${type}`)])).toEqual([
      [9, ['b Put']],
      [12, ['a Delete', 'c Put']],
    ]);
  });
});

describe('the link', () => {
  const say = (state: LinkState, ...causes: Parameters<LinkState['stale']>[0][]) =>
    causes.flatMap((cause) => [...state.stale(cause, '')]).length;

  it('is said to be stale once, and again only where the new cause tells what to mend', () => {
    const state = new LinkState();
    expect(say(state, 'unreachable', 'timeout', 'unreachable')).toBe(1);
    expect(say(state, 'unauthenticated', 'unauthenticated')).toBe(1);
    expect([...state.live(), ...state.live()]).toHaveLength(1);
  });
});

describe('due times', () => {
  it('hand out new ids first, then those whose time has come, each once, never more than asked', () => {
    const due = new DueTimes();
    due.add('later', 10_000);
    due.add('soon', 1_000);
    due.addNow('new');
    due.addNow('new');
    expect(due.take(0, 10)).toEqual(['new']);
    expect(due.take(2_000, 10)).toEqual(['soon']);
    for (let index = 0; index < 30; index += 1) due.addNow(`${index}`);
    expect(due.take(60_000, 20)).toHaveLength(20);
    expect(due.take(60_000, 20)).toHaveLength(11);
  });
});

describe('64-bit numbers on the wire', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (number) => {
        expect(new WireReader(varint(number)).int64()).toBe(String(number));
      }),
    );
  });

  it('are refused where the message ends too early', () => {
    expect(() => new WireReader(Buffer.from([0x80])).int64()).toThrow(RangeError);
    expect(() => new WireReader(Buffer.from([5, 1])).bytes()).toThrow(RangeError);
  });
});

describe('what etcd fails with', () => {
  it.each([
    ['etcdserver: mvcc: required revision has been compacted', 11, 'compacted'],
    ['etcdserver: permission denied', 7, 'permission-denied'],
    ['rpc error: code = Unauthenticated desc = etcdserver: invalid auth token', 16, 'unauthenticated'],
    ['etcdserver: revision of auth store is old', 3, 'unauthenticated'],
    ['etcdserver: user name is empty', 3, 'unauthenticated'],
    ['etcdserver: no leader', 14, 'no-leader'],
    ['etcdserver: leader changed', 14, 'no-leader'],
    ['etcdserver: too many requests', 8, 'rate-limited'],
    ['etcdserver: request timed out', 14, 'timeout'],
    ['No connection established', 14, 'unreachable'],
    ['Deadline exceeded', 4, 'timeout'],
  ])('%s has a code of its own', (message, code, expected) => {
    expect(toRegistryError(Object.assign(new Error(message), { code })).code).toBe(expected);
  });
});

function varint(number: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, number);
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}
