import { describe, expect, it } from 'vitest';
import { createAssembly } from '@/lib/registry/etcd/formats/assembly';
import type { Decode } from '@/lib/registry/etcd/formats/decoder';
import { keyValue, quietLedger } from '../support/read-key';

/** `<group>/<name>` with a port makes one instance of all keys of the group; `rule/<group>` puts it out of rotation. */
const team = createAssembly<number, 'out'>({
  name: 'team',
  assemble: ({ name, pieces, rules }) => {
    if (pieces.some(({ data }) => Number.isNaN(data))) throw new Error('no port');
    const [latest] = pieces.toSorted((a, b) => Number(b.revision) - Number(a.revision));
    if (!latest || latest.data === 0) return [];
    const rotation = rules.length > 0 ? ('out' as const) : ('in' as const);
    const facts = { service: name, address: '10.0.0.1', port: latest.data, rotation };
    return [{ part: 'all', format: 'team', facts, key: latest.key }];
  },
});
const decode: Decode = (key, value) => {
  const [group = '', name] = key.split('/');
  const text = value.toString();
  if (text === 'bad') return { kind: 'rejected', rejection: { key, reason: 'bad', nearestFormat: 'team' } };
  if (text === 'note') return { kind: 'belonging', format: 'team', belongs: 'note' };
  if (group === 'rule') return { kind: 'rule', format: 'team', rule: team.rule(name ?? '', 'out', 'rule') };
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
