import { describe, expect, it } from 'vitest';
import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { rpcxFixtures } from '../fixtures/formats/rpcx';
import { expectFixture } from '../support/expect-fixture';
import { readKey, readKeys } from '../support/read-key';

const KEY = '/rpcx_test/Arith/tcp@10.0.0.1:8972';

describe('rpcx', () => {
  it.each(rpcxFixtures)('reads $title', expectFixture);

  it('reads the same from a tick that measured anew, but for its revision', () => {
    const value = 'group=a&owner=me&weight=5';
    const [before, first, later] = readKeys([
      { key: KEY, value },
      { key: KEY, value: `calls=0.00&connections=0.00&${value}` },
      { key: KEY, value: `calls=17.42&connections=3.00&${value}&tps=9` },
    ]).instances;
    expect(first).toEqual({ ...before, revision: '2' });
    expect(later).toEqual({ ...before, revision: '3' });
  });

  it.each(['tcp', 'tcp4', 'tcp6', 'quic', 'kcp', 'http', 'ws', 'wss', 'reuseport', 'iouring'])(
    'reads a server on %s',
    (network) => {
      const endpoint = `${network}@10.0.0.1:8972`;
      expect(readKey(`/rpcx/Arith/${endpoint}`, '')).toMatchObject({ format: 'rpcx', endpoints: [endpoint] });
    },
  );

  it.each([
    ['weight=7', 7],
    ['weight=', 1],
    ['weight=many', 1],
    ['weight=2.5', 1],
    ['weight=0', 0],
    ['', 1],
  ])('takes the value %j for weight %d', (value, weight) => {
    expect(readKey(KEY, value)).toMatchObject({ weight, metadata: {} });
  });

  it('takes any other state for in rotation, and leaves health to the lease', () => {
    expect(readKey(KEY, 'state=active')).toMatchObject({ rotation: 'in' });
    const [instance] = readKeys([{ key: KEY, value: 'state=inactive', lease: '7' }]).instances;
    expect(instance).toMatchObject({ rotation: 'out', health: 'passing' });
  });

  it.each(['state=inactive;weight=5', 'state=inactive&owner=%zz'])(
    'takes nothing out of %j, which no client can parse',
    (value) => {
      expect(readKey(KEY, value)).toMatchObject({ rotation: 'in', weight: 1, metadata: {} });
    },
  );

  it('keeps metadata under the names of object members, and joins what repeats', () => {
    const { metadata } = readKey(KEY, '__proto__=x&constructor=y&at=1&at=2') as { metadata: object };
    expect(Object.entries(metadata)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['at', '1,2'],
    ]);
  });

  it.each(['tcp@', 'tcp@10.0.0.1', 'tcp@::1:80', 'tcp@10.0.0.1:0', 'unix@'])('rejects %s and says so', (written) => {
    expect(readKey(`/rpcx/Arith/${written}`, 'weight=1')).toMatchObject({
      reason: `the key ends in "${written}", expected <network>@<host:port>`,
      nearestFormat: 'rpcx',
    });
  });

  it('rejects a server without a service', () => {
    expect(readKey('tcp@10.0.0.1:80', '')).toMatchObject({
      reason: 'the key names no service before "tcp@10.0.0.1:80"',
    });
  });

  it.each([
    ['/people/ann@example.com:80', ''],
    ['/rpcx/Arith/tcp@10.0.0.1:80', '{"a":1}'],
    ['/rpcx/tcp@10.0.0.1:80/more', ''],
    ['/counters/5', '5'],
    ['/services/web/10.0.0.1:80', '10.0.0.1:80'],
  ])('leaves %s with the value %j to others', (key, value) => {
    const decoded = createDecode()(key, Buffer.from(value));
    expect(decoded).not.toMatchObject({ format: 'rpcx' });
    expect(decoded).not.toMatchObject({ rejection: { nearestFormat: 'rpcx' } });
  });
});
