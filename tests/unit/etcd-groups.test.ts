import { describe, expect, it } from 'vitest';
import { createAssembly } from '@/lib/registry/etcd/formats/assembly';
import type { Decode } from '@/lib/registry/etcd/formats/decoder';
import { keyValue, quietLedger } from '../support/read-key';

/**
 * `<group>/<name>` with a port makes one instance of all keys of the group; `rule/<group>` puts it out of rotation, and
 * somebody subscribes under `client/<group>/<address>`.
 */
const team = createAssembly<number, string>({
  name: 'team',
  isSubscription: (rule) => rule.startsWith('from '),
  consumers: ({ pieces, rules }) =>
    rules.map(({ data }) => ({ address: data, application: null, subscribes: `${pieces.length} keys` })),
  assemble: ({ name, pieces, rules }) => {
    if (pieces.some(({ data }) => Number.isNaN(data))) throw new Error('no port');
    const [latest] = pieces.toSorted((a, b) => Number(b.revision) - Number(a.revision));
    if (!latest || latest.data === 0) return [];
    const rotation = rules.length > 0 ? ('out' as const) : ('in' as const);
    const tags = rules.map(({ key }) => key);
    const facts = { service: name.slice(0, 3), address: '10.0.0.1', port: latest.data, rotation, tags };
    return [{ part: 'all', format: 'team', facts, key: latest.key }];
  },
});
const decode: Decode = (key, value) => {
  const [group = '', name, client] = key.split('/');
  const text = value.toString();
  if (text === 'bad') return { kind: 'rejected', rejection: { key, reason: 'bad', nearestFormat: 'team' } };
  if (text === 'note') return { kind: 'belonging', format: 'team', belongs: 'note' };
  if (group === 'rule') return { kind: 'rule', format: 'team', rule: team.rule(name ?? '', 'out', 'rule') };
  if (group === 'client')
    return { kind: 'rule', format: 'team', rule: team.rule(name ?? '', `from ${client}`, 'client') };
  return { kind: 'piece', format: 'team', piece: team.piece(group, Number(text), [group]) };
};

function ledgerOf() {
  const ledger = quietLedger(decode);
  let revision = 0;
  return {
    ...ledger,
    put: (key: string, value: string, lease = '0') => {
      revision += 1;
      return ledger.put(keyValue({ key, value, lease }, revision));
    },
    remove: (key: string) => ledger.remove(Buffer.from(key)),
  };
}

describe('instances made of several keys', () => {
  it('are put together once, when the revision is whole', () => {
    const ledger = ledgerOf();
    expect(ledger.put('web/a', '80', '7')).toEqual({});
    ledger.put('web/b', '81', '8');
    const { upserted, left } = ledger.settle();
    expect(upserted).toMatchObject([
      { service: 'web', port: 81, nativeId: 'web/b', revision: '2', lease: { id: '8' } },
    ]);
    expect(left).toEqual([]);
    expect(ledger.settle()).toEqual({ upserted: [], left: [] });
  });

  it('stay the same instance while one of their keys is left', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', '80');
    ledger.put('web/b', '81');
    const [before] = ledger.settle().upserted;
    ledger.remove('web/b');
    const { upserted, left } = ledger.settle();
    expect(upserted).toMatchObject([{ id: before?.id, port: 80, nativeId: 'web/a' }]);
    expect(left).toEqual([]);
  });

  it('leave with the lease of the last key that was deleted', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', '80', '7');
    const [before] = ledger.settle().upserted;
    ledger.remove('web/a');
    expect(ledger.settle()).toEqual({ upserted: [], left: [{ id: before?.id, deletedLease: '7' }] });
  });

  it('leave as deleted when their last key hung on no lease', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', '80');
    const [before] = ledger.settle().upserted;
    ledger.remove('web/a');
    expect(ledger.settle()).toEqual({ upserted: [], left: [{ id: before?.id, deletedLease: null }] });
  });

  it('leave without a deletion when a key comes to mean something else', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', '80', '7');
    const [before] = ledger.settle().upserted;
    ledger.put('web/a', 'note', '7');
    expect(ledger.settle().left).toEqual([{ id: before?.id, deletedLease: undefined }]);
  });

  it('follow the rules that speak of them, whichever came first', () => {
    const ledger = ledgerOf();
    ledger.put('rule/web', '');
    ledger.put('web/a', '80');
    expect(ledger.settle().upserted).toMatchObject([{ rotation: 'out' }]);
    ledger.remove('rule/web');
    expect(ledger.settle().upserted).toMatchObject([{ rotation: 'in' }]);
    ledger.put('rule/web', '');
    expect(ledger.settle().upserted).toMatchObject([{ rotation: 'out' }]);
  });

  it('see their rules in the same order, whichever was put first', () => {
    const tagsAfter = (keys: readonly string[]) => {
      const ledger = ledgerOf();
      for (const key of keys) ledger.put(key, key.startsWith('rule') ? '' : '80');
      return ledger.settle().upserted.map(({ tags }) => tags);
    };
    const inOrder = [['rule/web/1', 'rule/web/2']];
    expect(tagsAfter(['web/a', 'rule/web/1', 'rule/web/2'])).toEqual(inOrder);
    expect(tagsAfter(['rule/web/2', 'web/a', 'rule/web/1'])).toEqual(inOrder);
  });

  it('follow a rule until the last of their keys that it speaks of is gone', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', '80');
    ledger.put('web/b', '81');
    ledger.put('web/b', '82');
    ledger.remove('web/b');
    ledger.settle();
    ledger.put('rule/web', '');
    expect(ledger.settle().upserted).toMatchObject([{ port: 80, rotation: 'out' }]);
    ledger.remove('web/a');
    ledger.settle();
    ledger.remove('rule/web');
    expect(ledger.settle()).toEqual({ upserted: [], left: [] });
  });

  it('are not put together again for who subscribes', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', '80');
    ledger.settle();
    ledger.put('client/web/10.0.0.9', '');
    expect(ledger.settle()).toEqual({ upserted: [], left: [] });
    ledger.put('web/a', '81');
    expect(ledger.settle().upserted).toMatchObject([{ port: 81, rotation: 'in', tags: [] }]);
    ledger.remove('client/web/10.0.0.9');
    expect(ledger.settle().upserted).toEqual([]);
    expect(ledger.consumers('web')).toEqual([]);
  });

  it('have their subscribers told once a service, whatever number of groups it has', () => {
    const ledger = ledgerOf();
    for (const group of ['web', 'web2', 'api']) {
      ledger.put(`${group}/a`, '80');
      ledger.put(`client/${group}/${group === 'api' ? '10.0.0.7' : '10.0.0.9'}`, '');
    }
    ledger.settle();
    expect(ledger.consumers('web')).toEqual([{ address: 'from 10.0.0.9', application: null, subscribes: '2 keys' }]);
    expect(ledger.consumers('unknown')).toEqual([]);
  });

  it('are none while their group makes no sense, and break nothing else', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', 'x');
    ledger.put('api/a', '80');
    expect(ledger.settle().upserted).toMatchObject([{ service: 'api' }]);
    ledger.put('web/a', '80');
    expect(ledger.settle().upserted).toMatchObject([{ service: 'web' }]);
  });

  it('are counted by key: what is none yet belongs to the format', () => {
    const ledger = ledgerOf();
    ledger.put('web/a', '80');
    ledger.put('web/b', '81');
    ledger.put('api/a', '0');
    ledger.put('api/note', 'note');
    ledger.put('api/b', 'bad');
    ledger.put('rule/web', '');
    ledger.settle();
    expect(ledger.tally()).toMatchObject([{ format: 'team', instances: 2, belonging: 3, rejected: 1 }]);
    ledger.remove('api/b');
    expect(ledger.tally()).toMatchObject([{ rejected: 0 }]);
  });
});
