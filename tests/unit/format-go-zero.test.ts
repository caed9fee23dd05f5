import { describe, expect, it } from 'vitest';
import { goZeroFixtures } from '../fixtures/formats/go-zero';
import { expectFixture } from '../support/expect-fixture';
import { keyValue, quietLedger, readKey, readKeys } from '../support/read-key';

describe('go-zero', () => {
  it.each(goZeroFixtures)('reads $title', expectFixture);

  it('is the same instance under a new lease, and another under another address or service', () => {
    const ids = [
      ['user.rpc/7587870301247113747', '10.0.0.1:8080'],
      ['user.rpc/7587870301247119999', '10.0.0.1:8080'],
      ['/user.rpc/7587870301247119999', '10.0.0.1:8080'],
      ['user.rpc/7587870301247113747', '10.0.0.1:8081'],
      ['pay.rpc/7587870301247113747', '10.0.0.1:8080'],
    ].map(([key = '', value = '']) => readKeys([{ key, value }]).instances[0]?.id);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(new Set(ids).size).toBe(3);
  });

  it('takes lease and revision from the key written last', () => {
    const { instances } = readKeys([
      { key: 'user.rpc/7587870301247113900', value: '10.0.0.1:8080', lease: '1' },
      { key: 'user.rpc/7587870301247113111', value: '10.0.0.1:8080', lease: '2' },
    ]);
    expect(instances).toMatchObject([
      { nativeId: 'user.rpc/7587870301247113111', revision: '2', lease: { id: '2' }, endpoints: ['10.0.0.1:8080'] },
    ]);
  });

  it('is shown by the same one of two keys that were written at once, whichever was read first', () => {
    const keys = ['user.rpc/1', 'user.rpc/2'];
    for (const order of [keys, keys.toReversed()]) {
      const ledger = quietLedger();
      for (const key of order) ledger.put(keyValue({ key, value: '10.0.0.1:8080' }, 7));
      expect(ledger.settle().upserted).toMatchObject([{ nativeId: 'user.rpc/2', revision: '7' }]);
    }
  });

  it('counts the keys of one instance once each', () => {
    const { tally } = readKeys([
      { key: 'user.rpc/1', value: '10.0.0.1:8080' },
      { key: 'user.rpc/2', value: '10.0.0.1:8080' },
    ]);
    expect(tally).toMatchObject([{ format: 'go-zero', instances: 2, belonging: 0, rejected: 0 }]);
  });

  it('rejects an address without a service', () => {
    expect(readKey('7587870301247113747', '10.0.0.1:8080')).toMatchObject({
      reason: 'the key names no service before the lease id',
      nearestFormat: 'go-zero',
    });
  });

  it.each(['', '10.0.0.1', 'http://10.0.0.1:8080', '::1:8080', '10.0.0.1:99999', '{"address":"a'])(
    'does not take a lease id with the value %j for its own',
    (value) => {
      expect(readKey('user.rpc/7587870301247113747', value)).not.toMatchObject({ nearestFormat: 'go-zero' });
    },
  );
});
