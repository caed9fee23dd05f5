import { describe, expect, it } from 'vitest';
import { apisix } from '@/lib/registry/etcd/formats/apisix';
import { moleculer } from '@/lib/registry/etcd/formats/moleculer';

const LIST =
  '{"desc":"x", "nodes":[{"host":"a","port":1,"weight":1}, {"host":"b","port":1,"weight":2}, {"host":"c","port":1,"weight":3}]}';
const MAP = '{"upstream":{"nodes":{"a:1":1, "b:1":2}},"status":1}';
const INFO = '{"sender":"n1","services":[{"name":"$node"},{"name":"a","version":1},{"name":"b"}]}';

function without(text: string, ...parts: readonly string[]): string {
  return parts.reduce((left, part) => left.replace(part, ''), text);
}

const B = ', {"host":"b","port":1,"weight":2}';
const C = ', {"host":"c","port":1,"weight":3}';

describe('a change of one node in an upstream', () => {
  const rebase = apisix.edits?.rebase;

  it.each([
    [
      'its weight, where others changed',
      LIST,
      LIST.replace('2}', '0}'),
      LIST.replace('3}', '9}'),
      LIST.replace('2}', '0}').replace('3}', '9}'),
    ],
    [
      'its weight, where others went',
      LIST,
      LIST.replace('3}', '0}'),
      without(LIST, B),
      without(LIST, B).replace('3}', '0}'),
    ],
    ['its absence', LIST, without(LIST, B), without(LIST, C), without(LIST, B, C)],
    [
      'its return',
      without(LIST, C),
      LIST,
      without(LIST, B, C),
      without(LIST, B, C).replace('}]', '},{"host":"c","port":1,"weight":3}]'),
    ],
    [
      'a weight by name',
      MAP,
      MAP.replace('"a:1":1', '"a:1":0'),
      MAP.replace('2', '5'),
      MAP.replace('2', '5').replace('"a:1":1', '"a:1":0'),
    ],
    [
      'an absence by name',
      MAP,
      MAP.replace('"a:1":1, ', ''),
      MAP.replace('"status":1', '"status":0'),
      MAP.replace('"a:1":1, ', '').replace('"status":1', '"status":0'),
    ],
  ])('is made to a value that others changed meanwhile: %s', (_, from, to, current, expected) => {
    expect(rebase?.(current, from, to)).toBe(expected);
  });

  it.each([
    ['it has another weight', LIST.replace('2}', '7}'), LIST, LIST.replace('2}', '0}')],
    ['it is gone', without(LIST, B), LIST, LIST.replace('2}', '0}')],
    ['it is back already', LIST.replace('2}', '7}'), without(LIST, B), LIST],
    ['it is so already', LIST.replace('2}', '0}'), LIST, LIST.replace('2}', '0}')],
    ['nothing is to be changed', LIST, LIST, LIST],
    ['the nodes are written in another way', MAP, LIST, without(LIST, B)],
    ['it is no JSON', '{', LIST, without(LIST, B)],
    [
      'its list is there twice',
      `${LIST.slice(0, -1)},"nodes":[{"host":"a","port":1,"weight":1}]}`,
      without(LIST, B),
      LIST,
    ],
  ])('is not made where %s', (_, current, from, to) => {
    expect(rebase?.(current, from, to)).toBeUndefined();
  });
});

describe('a service of a node of Moleculer', () => {
  it('is left out, and put back, whatever became of the others', () => {
    const rebase = moleculer.edits?.rebase;
    const [noA, noB] = [without(INFO, ',{"name":"a","version":1}'), without(INFO, ',{"name":"b"}')];
    expect(rebase?.(noB, INFO, noA)).toBe('{"sender":"n1","services":[{"name":"$node"}]}');
    expect(rebase?.(noB, noA, INFO)).toBeUndefined();
    expect(rebase?.('{"services":[{"name":"$node"}]}', noA, INFO)).toBe(
      '{"services":[{"name":"$node"},{"name":"a","version":1}]}',
    );
  });
});
