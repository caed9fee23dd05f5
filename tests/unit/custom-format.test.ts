import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCustomFormat } from '@/lib/registry/etcd/formats/custom-format';
import type { CustomFormatSpec } from '@/lib/registry/etcd/formats/custom-sheet';
import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { parseJsonPointer, valueAt } from '@/lib/registry/etcd/formats/json-pointer';
import { type KeyPattern, matchKey, parseKeyPattern } from '@/lib/registry/etcd/formats/key-pattern';
import { readKeys } from '../support/read-key';

function pattern(text: string): KeyPattern {
  const parsed = parseKeyPattern(text);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed;
}

interface Described extends Partial<Omit<CustomFormatSpec, 'key' | 'fields'>> {
  readonly key?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

function format({ key = '/acme/{service}/{zone}/{id}', fields = {}, ...rest }: Described) {
  const pointers = Object.entries(fields).map(([field, text]) => [field, parseJsonPointer(text)]);
  return createCustomFormat({ name: 'acme', key: pattern(key), fields: Object.fromEntries(pointers), ...rest });
}

/** What one key is read as, beside all built-in formats. */
function read(described: Described, key: string, value: unknown) {
  const { instances, rejected } = readKeys([{ key, value: value as object }], createDecode([], [format(described)]));
  return instances[0] ?? rejected[0];
}

const NET = { fields: { address: '/net/host', port: '/net/port' } };
const VALUE = { net: { host: '10.0.0.1', port: 8080 } };

describe('a custom format', () => {
  it('takes from the key what has no pointer, and from the value what has one', () => {
    const fields = {
      ...NET.fields,
      weight: '/w',
      version: '/build/version',
      metadata: '/labels',
      tags: '/tags',
      registeredAt: '/since',
      node: '/on',
    };
    const value = {
      ...VALUE,
      w: '7',
      build: { version: 2 },
      labels: { a: 1 },
      tags: ['x'],
      since: 1767322800,
      on: 'n1',
    };
    expect(read({ fields }, '/acme/orders/zone-a/1', value)).toMatchObject({
      format: 'acme',
      service: 'orders',
      address: '10.0.0.1',
      port: 8080,
      endpoints: ['10.0.0.1:8080'],
      zone: 'zone-a',
      weight: 7,
      version: '2',
      metadata: { a: '1' },
      tags: ['x'],
      node: 'n1',
      registeredAt: '2026-01-02T03:00:00.000Z',
      nativeId: '/acme/orders/zone-a/1',
    });
  });

  it('prefers the value where both speak, and the key where the value is silent', () => {
    const described = { fields: { ...NET.fields, zone: '/zone' } };
    expect(read(described, '/acme/orders/a/1', { ...VALUE, zone: 'b' })).toMatchObject({ zone: 'b' });
    expect(read(described, '/acme/orders/a/1', { ...VALUE, zone: null })).toMatchObject({ zone: 'a' });
    expect(read(described, '/acme/orders/a/1', VALUE)).toMatchObject({ zone: 'a' });
  });

  it('needs no value where the key says everything', () => {
    const described = { key: 'acme/{service}@{version}/{address}:{port}' };
    expect(read(described, 'acme/mail@v2/[2001:db8::1]:25', '')).toMatchObject({
      service: 'mail',
      version: 'v2',
      address: '2001:db8::1',
      port: 25,
      endpoints: ['[2001:db8::1]:25'],
    });
    expect(read(described, 'acme/me@home@v2/10.0.0.1:25', 'anything')).toMatchObject({
      service: 'me@home',
      version: 'v2',
    });
  });

  it('keeps parts of the key that fill no field as metadata, but for the id', () => {
    const described = { ...NET, key: '/acme/{team}/{service}/{path+}/{id}' };
    expect(read(described, '/acme/red/orders/a/b/c/1', VALUE)).toMatchObject({
      service: 'orders',
      metadata: { team: 'red', path: 'a/b/c' },
    });
  });

  it.each([
    ['10.0.0.1:80', { address: '10.0.0.1', port: 80, endpoints: ['10.0.0.1:80'] }],
    ['[::1]:80', { address: '::1', port: 80, endpoints: ['[::1]:80'] }],
    ['grpc://[::1]:80', { address: '::1', port: 80, endpoints: ['grpc://[::1]:80'] }],
    ['https://a.example/x?y', { address: 'a.example', port: 443, endpoints: ['https://a.example/x?y'] }],
    ['http://user:word@a.example', { address: 'a.example', port: 80, endpoints: ['http://a.example'] }],
    [['http://a:1', 'grpc://a:2'], { address: 'a', port: 1, endpoints: ['http://a:1', 'grpc://a:2'] }],
  ])('reads the address %j', (address, expected) => {
    expect(read({ fields: { address: '/a' } }, '/acme/orders/z/1', { a: address })).toMatchObject(expected);
  });

  it('takes the port beside the address over the one in it', () => {
    const described = { fields: { address: '/a', port: '/p' } };
    expect(read(described, '/acme/orders/z/1', { a: '10.0.0.1:80', p: 81 })).toMatchObject({ port: 81 });
  });

  it.each([
    [{ net: { host: '10.0.0.1' } }, 'address is "10.0.0.1", expected host:port, as no port is given beside it'],
    [{ net: { port: 1 } }, 'address is nothing, expected a host, host:port or URL'],
    [{ net: { host: 'a b', port: 1 } }, 'address is "a b", expected a host, host:port or URL'],
    [{ net: { host: 'ftp://a', port: 21 } }, 'address is "ftp://a", expected a host, host:port or URL'],
    [{ net: { host: 'a', port: 0 } }, 'port is 0, expected a whole number from 1 to 65535'],
    ['text', 'the value is not a JSON object'],
  ])('rejects %j with the reason', (value, reason) => {
    expect(read(NET, '/acme/orders/z/1', value)).toEqual({ key: '/acme/orders/z/1', reason, nearestFormat: 'acme' });
  });

  it('leaves keys of another shape to the others', () => {
    expect(read(NET, '/acme/orders/1', { address: '10.0.0.1', port: 1 })).toMatchObject({ format: 'plain' });
    expect(read(NET, '/other/orders/z/1', { address: '10.0.0.1', port: 1 })).toMatchObject({ format: 'plain' });
  });

  it('under a prefix of others leaves values without its address to them', () => {
    const described = { ...NET, key: '/services/{service}/{id}' };
    expect(read(described, '/services/orders/1', VALUE)).toMatchObject({ format: 'acme' });
    expect(read(described, '/services/orders/1', { address: '10.0.0.1', port: 1 })).toMatchObject({ format: 'plain' });
    expect(read(described, '/services/orders/10.0.0.1:80', '')).toMatchObject({ format: 'host-port' });
    expect(read(described, '/services/orders/1', { net: { host: 'a' } })).toMatchObject({ nearestFormat: 'acme' });
  });

  it.each([
    ['UP', 'passing', 'in'],
    ['up', 'passing', 'in'],
    [false, 'critical', 'in'],
    [2, 'warning', 'in'],
    ['LAME', 'unknown', 'in'],
    ['LEAVING', 'passing', 'out'],
    [undefined, 'passing', 'in'],
    [{}, 'passing', 'in'],
  ])('reads the word %j as %s and %s', (state, health, rotation) => {
    const words = { passing: ['UP'], warning: ['2'], critical: ['false'], out: ['LEAVING'] };
    const described = format({ fields: { ...NET.fields, health: '/state' }, words });
    const key = { key: '/acme/orders/z/1', value: { ...VALUE, state }, lease: '7' };
    expect(readKeys([key], createDecode([], [described])).instances).toMatchObject([{ health, rotation }]);
  });

  it('reads rotation of a field of its own', () => {
    const words = { passing: ['UP'], warning: [], critical: [], out: ['no'] };
    const described = { fields: { ...NET.fields, health: '/state', rotation: '/serving' }, words };
    expect(read(described, '/acme/orders/z/1', { ...VALUE, state: 'UP', serving: 'no' })).toMatchObject({
      health: 'passing',
      rotation: 'out',
    });
  });

  it('reads the plain layouts’ words where none are given', () => {
    const described = { fields: { ...NET.fields, health: '/state' } };
    expect(read(described, '/acme/orders/z/1', { ...VALUE, state: 'unhealthy' })).toMatchObject({ health: 'critical' });
    expect(read(described, '/acme/orders/z/1', { ...VALUE, state: 'draining' })).toMatchObject({ rotation: 'out' });
  });

  it.each([
    [undefined, 10],
    [0, 0],
    ['2.5', 2.5],
    [-1, 10],
    ['many', 10],
    ['', 10],
  ])('reads weight %j as %j', (weight, expected) => {
    const described = { fields: { ...NET.fields, weight: '/w' }, defaultWeight: 10 };
    expect(read(described, '/acme/orders/z/1', { ...VALUE, w: weight })).toMatchObject({ weight: expected });
  });

  it('has a sheet that says where things are, and that the rest is not described', () => {
    const words = { passing: [], warning: [], critical: [], out: ['LEAVING'] };
    const { sheet } = format({ fields: { address: '/net/a~1b', health: '/state' }, words, defaultWeight: 3 });
    expect(sheet).toMatchObject({
      format: 'acme',
      keys: '/acme/<service>/<zone>/<id>',
      value: 'JSON: address at /net/a~1b, health at /state',
      drain: { kind: 'edit', writes: '/state = LEAVING' },
      weight: { default: 3, zero: 'none' },
      terms: { service: '{service} of the key', zone: '{zone} of the key', address: '/net/a~1b' },
    });
    expect(format(NET).sheet.drain).toEqual({ kind: 'park' });
  });

  it('never throws, whatever the key and value', () => {
    const decode = createDecode(
      [],
      [format({ fields: { address: '/a', port: '/p', health: '/h', metadata: '', tags: '/t', registeredAt: '/r' } })],
    );
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('10.0.0.1', 'http://a', 80, 8.64e15 + 1, '9'.repeat(16)));
    const value = fc.dictionary(fc.constantFrom('a', 'p', 'h', 't', 'r', '__proto__', 'constructor'), field);
    const segment = fc.oneof(fc.string(), fc.constantFrom('__proto__', '', 'x'));
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), value, (segments, object) => {
        const decoded = decode(`/acme/${segments.join('/')}`, Buffer.from(JSON.stringify(object)));
        expect(['instance', 'rejected']).toContain(decoded.kind);
        if (decoded.kind === 'rejected') expect(decoded.rejection.reason).not.toMatch(/cannot be read/);
      }),
    );
  });
});

describe('a key pattern', () => {
  it.each([
    ['/a/{x}', '/a/1', { x: '1' }],
    ['/a/{x}', '/a/1/2', null],
    ['/a/{x}', '/a/', null],
    ['/a/{x}', '/a', null],
    ['/a/{x}/', '/a/1/', { x: '1' }],
    ['/a/{x+}', '/a/1/2/3', { x: '1/2/3' }],
    ['/a/{x+}', '/a/', null],
    ['/a/{x+}/b/{y}', '/a/1/2/b/3', { x: '1/2', y: '3' }],
    ['/a/{x+}/b/{y}', '/a/1/2/c/3', null],
    ['/a/{x+}/b', '/a/b', null],
    ['/a/v{x}-z', '/a/v1-z', { x: '1' }],
    ['/a/v{x}-z', '/a/v-z', null],
    ['/a/aa{x}aa', '/a/aaa', null],
    ['/a/{x}-{y}.{z}', '/a/1-2-3.4.5', { x: '1-2', y: '3.4', z: '5' }],
    ['/a/{x}-{y}', '/a/-1', null],
    ['/a/{x}-{y}', '/a/1-', null],
    ['/a/{__x}', '/a/1', undefined],
    ['/a/{x}', '/a/[::1]:80', { x: '[::1]:80' }],
    ['/a/{x}', `/a/${'x'.repeat(5_000)}`, null],
  ])('%s reads %s', (text, key, expected) => {
    const parsed = parseKeyPattern(text);
    if (expected === undefined) return expect(parsed).toHaveProperty('fault');
    const found = matchKey(pattern(text), key);
    expect(found && Object.fromEntries(found)).toEqual(expected);
  });
});

describe('a JSON pointer', () => {
  /** The examples of RFC 6901, section 5. */
  const document = {
    foo: ['bar', 'baz'],
    '': 0,
    'a/b': 1,
    'c%d': 2,
    'e^f': 3,
    'g|h': 4,
    'i\\j': 5,
    'k"l': 6,
    ' ': 7,
    'm~n': 8,
  };
  it.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/foo/00', undefined],
    ['/foo/-', undefined],
    ['/foo/length', undefined],
    ['/foo/0/0', undefined],
    ['/nowhere/x', undefined],
    ['/__proto__', undefined],
    ['/constructor/name', undefined],
  ])('%j points to %j', (text, expected) => {
    expect(valueAt(document, parseJsonPointer(text) ?? ['?'])).toEqual(expected);
  });

  it.each(['foo', '#/foo', '/a~', '/a~2'])('%j is none', (text) => {
    expect(parseJsonPointer(text)).toBeUndefined();
  });
});
