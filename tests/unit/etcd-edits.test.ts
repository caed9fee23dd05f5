import { describe, expect, it } from 'vitest';
import { createCustomFormat } from '@/lib/registry/etcd/formats/custom-format';
import { configuratorKeys } from '@/lib/registry/etcd/formats/dubbo/rule-keys';
import type { Edits } from '@/lib/registry/etcd/formats/edits';
import { withJsonValue } from '@/lib/registry/etcd/formats/json-edit';
import { parseKeyPattern } from '@/lib/registry/etcd/formats/key-pattern';
import { KNOWN_FORMATS } from '@/lib/registry/etcd/formats/known-formats';
import { rebaseQuery, withParam } from '@/lib/registry/etcd/formats/query-edit';
import { encoded } from '../fixtures/formats/dubbo';

const ANY = { service: 'web', address: '10.0.0.1', port: 80, version: null };

function editsOf(format: string): Edits {
  return KNOWN_FORMATS.find(({ name }) => name === format)?.edits ?? {};
}

const drained = (format: string, text: string) => editsOf(format).drain?.edit({ key: '/k', text, instance: ANY });
const weighed = (format: string, text: string, weight: number) =>
  editsOf(format).weigh?.edit({ key: '/k', text, instance: ANY }, weight);

describe('a value in a JSON text', () => {
  it.each([
    ['is replaced', '{ "a" : 1 ,\n\t"b":\t2}', ['a'], 9, '{ "a" : 9 ,\n\t"b":\t2}'],
    ['is added at the end', '{"a":1.0}', ['b'], 2, '{"a":1.0,"b": 2}'],
    ['is added to nothing', '{}', ['b', 'c'], 'x', '{"b": {"c":"x"}}'],
    ['is added where null was', '{"m":null,"z":1}', ['m', 'w'], '0', '{"m":{"w":"0"},"z":1}'],
    ['is replaced within a list', '{"l":[1, 2 ,3]}', ['l', 1], 5, '{"l":[1, 5 ,3]}'],
    ['is left out', '{"a":1, "b":2}', ['a'], undefined, '{"b":2}'],
    ['is left out at the end', '{"l":[1 , 2 ]}', ['l', 1], undefined, '{"l":[1 ]}'],
    ['is left out of a list', '{"l":[{"a":1},{"a":1}, {"a":2}]}', ['l', 0], undefined, '{"l":[{"a":1}, {"a":2}]}'],
    ['is left out of a list of itself', '{"l":[1]}', ['l', 0], undefined, '{"l":[]}'],
  ])('%s, and nothing else changes', (_, text, path, value, expected) => {
    expect(withJsonValue(text, path, value)).toBe(expected);
  });

  it('leaves large numbers, escapes and line ends alone', () => {
    const text = '{\r\n  "n": 12345678901234567890, "e": "\\u00e4\\/é", "w": 1\r\n}\r\n';
    expect(withJsonValue(text, ['w'], 2)).toBe(text.replace('"w": 1', '"w": 2'));
  });

  it.each([
    ['the text is no JSON', '{"a":', ['a']],
    ['a text is in the way', '{"health":"ok"}', ['health', 'status']],
    ['a number is in the way', '{"a":1}', ['a', 'b']],
    ['its name stands there twice', '{"a":1,"a":2}', ['a']],
    ['the text is a list', '[1]', ['a']],
  ])('is not set where %s', (_, text, path) => {
    expect(withJsonValue(text, path, 9)).toBeUndefined();
  });
});

describe('a parameter of a query', () => {
  it.each([
    ['', 'state', 'inactive', 'state=inactive'],
    ['weight=5&x=%E7%94%B2+%26', 'state', 'inactive', 'weight=5&x=%E7%94%B2+%26&state=inactive'],
    ['a=1&state=active&b=2', 'state', 'inactive', 'a=1&state=inactive&b=2'],
    ['a=1&state=x&b=2&state=y', 'state', 'inactive', 'a=1&state=inactive&b=2'],
    ['a=1&state=inactive&b=2', 'state', null, 'a=1&b=2'],
    ['state=inactive', 'state', null, ''],
    ['st%61te=x&a', 'state', 'inactive', 'state=inactive&a'],
  ])('of "%s" is set: %s = %s', (query, name, value, expected) => {
    expect(withParam(query, name, value)).toBe(expected);
  });

  const rebase = rebaseQuery(new Set(['calls', 'connections']));
  it('is set in what a tick made of the query meanwhile', () => {
    const edited = rebase(
      'calls=7&connections=3&group=a&weight=5',
      'weight=5&group=a&calls=0',
      'weight=5&group=a&state=inactive',
    );
    expect(edited).toBe('calls=7&connections=3&group=a&weight=5&state=inactive');
  });

  it.each([
    ['another value', 'calls=7&weight=6'],
    ['another parameter', 'calls=7&weight=5&state=inactive'],
    ['one less', 'calls=7'],
  ])('is not set over %s that somebody else wrote', (_, current) => {
    expect(rebase(current, 'calls=0&weight=5', 'weight=5&state=inactive')).toBeUndefined();
  });
});

describe('a drain by edit', () => {
  it.each([
    ['plain', '{"address":"a","port":1}', '{"address":"a","port":1,"health": {"status":"draining"}}'],
    [
      'plain',
      '{"health":{"last_check":"x","status":"unhealthy"}}',
      '{"health":{"last_check":"x","status":"draining"}}',
    ],
    ['plain', '{"health":null,"z":0}', '{"health":{"status":"draining"},"z":0}'],
    ['kratos', '{"metadata":null,"endpoints":[]}', '{"metadata":{"weight":"0"},"endpoints":[]}'],
    ['kratos', '{"metadata":{"weight":"7","é":"1"}}', '{"metadata":{"weight":"0","é":"1"}}'],
    ['goframe', '{"insecure":true,"weight":5}', '{"insecure":true,"weight":0}'],
    ['goframe', '{"weight":"5"}', '{"weight":"0"}'],
    ['goframe', '{"insecure":true}', undefined],
    ['goframe', '', undefined],
    ['jupiter', '{"Op":0,"Addr":"a:1"}', '{"Op":1,"Addr":"a:1"}'],
    ['rpcx', 'calls=1&weight=2', 'calls=1&weight=2&state=inactive'],
    ['apisix', '{"nodes":{"10.0.0.1:80":3,"10.0.0.2:80":3}}', '{"nodes":{"10.0.0.1:80":0,"10.0.0.2:80":3}}'],
    ['apisix', '{"nodes":{"10.0.0.1":3}}', '{"nodes":{"10.0.0.1":0}}'],
    [
      'apisix',
      '{"upstream":{"nodes":[{"host":"10.0.0.2","port":80,"weight":1}, {"host":"10.0.0.1","weight":1}]}}',
      '{"upstream":{"nodes":[{"host":"10.0.0.2","port":80,"weight":1}, {"host":"10.0.0.1","weight":0}]}}',
    ],
  ])('of %s changes that alone: %s', (format, text, expected) => {
    expect(drained(format, text)).toBe(expected);
  });

  it('of a node that stands in its upstream twice edits both', () => {
    const node = '{"host":"10.0.0.1","port":80,"weight":1}';
    const text = `{"nodes":[${node},${node}]}`;
    expect(drained('apisix', text)).toBe(text.replaceAll('"weight":1', '"weight":0'));
    expect(editsOf('apisix').remove?.({ key: '/k', text, instance: ANY })).toBe('{"nodes":[]}');
  });

  it('says one word of the configuration, of the type that stands there', () => {
    const key = parseKeyPattern('/acme/{service}/{id}');
    if ('fault' in key) throw new Error(key.fault);
    const words = { passing: ['UP', 'true'], warning: [], critical: [], out: ['LEAVING', 'false'] };
    const format = (fields: object) => createCustomFormat({ name: 'acme', key, fields, words });
    const drain = (fields: object, text: string) =>
      format(fields).edits?.drain?.edit({ key: '/k', text, instance: ANY });
    expect(drain({ rotation: ['state'] }, '{"state":"UP", "x":1}')).toBe('{"state":"LEAVING", "x":1}');
    expect(drain({ health: ['on'] }, '{"on":true}')).toBe('{"on":false}');
    expect(drain({ rotation: ['l', '1'] }, '{"l":[0,"UP"]}')).toBe('{"l":[0,"LEAVING"]}');
    expect(format({ address: ['a'] }).edits?.drain).toBeUndefined();
  });
});

describe('a weight', () => {
  it.each([
    ['plain', '{"address":"a"}', '{"address":"a","metadata": {"weight":"7"}}'],
    ['plain', '{"metadata":{"weight":5}}', '{"metadata":{"weight":7}}'],
    ['plain', '{"meta":{"zone":"a"}}', '{"meta":{"zone":"a","weight": "7"}}'],
    ['kratos', '{"metadata":{}}', '{"metadata":{"weight": "7"}}'],
    ['goframe', '', '{"weight": 7}'],
    ['kitex', '{"weight":0,"tags":null}', '{"weight":7,"tags":null}'],
    ['coredns', '{"host":"a"}', '{"host":"a","weight": 7}'],
    ['rpcx', 'weight=5&a=b', 'weight=7&a=b'],
    ['dubbo-application', '{"Weight":100}', '{"Weight":7}'],
    ['dubbo-application', '{"serviceName":"a"}', undefined],
    ['go-micro', '{}', undefined],
  ])('of %s is written where its clients read it: %s', (format, text, expected) => {
    expect(weighed(format, text, 7)).toBe(expected);
  });
});

describe('the configurators of a provider', () => {
  const key = (url: string) => `/eu/a.B/providers/${encoded(url)}`;
  it('are for its address, version and group under its own root', () => {
    const rules = configuratorKeys(key('dubbo://u@10.0.0.1:20880/a.B?version=1.0.0&group=g&weight=3'));
    const url = 'override://10.0.0.1:20880/a.B?category=configurators&dynamic=false&enabled=true&group=g&version=1.0.0';
    expect(rules?.drain).toBe(`/eu/a.B/configurators/${encoded(`${url}&disabled=true`)}`);
    expect(rules?.weigh(5)).toBe(`/eu/a.B/configurators/${encoded(`${url}&weight=5`)}`);
    expect(rules?.drain.startsWith(rules.prefix)).toBe(true);
    expect([rules?.isWeight(rules.weigh(12)), rules?.isWeight(rules.drain)]).toEqual([true, false]);
  });

  it.each([
    ['the key is no provider', `/eu/a.B/consumers/${encoded('consumer://10.0.0.1/a.B')}`],
    ['its group has characters that both would encode', key('dubbo://10.0.0.1:1/a.B?group=a%20b')],
    ['the key is another format’s', '/services/a/b'],
  ])('are none where %s', (_, text) => {
    expect(configuratorKeys(text)).toBeUndefined();
  });
});
