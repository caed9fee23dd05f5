import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CONVENTION_SHEETS, CONVENTIONS } from '@/lib/registry/consul/conventions/conventions';
import { decodeEntry } from '@/lib/registry/consul/decode-entry';

const SCOPE = { id: 'consul', datacenter: 'dc1' };

function entry(service: object = {}, { node = {}, checks = [] }: { node?: object; checks?: object[] } = {}) {
  return {
    Node: { ID: '1', Node: 'n1', Address: '10.0.0.1', Datacenter: 'dc1', Meta: null, CreateIndex: 5, ...node },
    Service: { ID: 'web-1', Service: 'web', Tags: null, Address: '', Meta: null, Port: 80, ModifyIndex: 7, ...service },
    Checks: checks,
  };
}

function decode(service: object = {}, rest: Parameters<typeof entry>[1] = {}) {
  const decoded = decodeEntry(entry(service, rest), 'web[0]', SCOPE);
  if ('rejection' in decoded) throw new Error(decoded.rejection.reason);
  return decoded;
}

const packed = (kind: string, text: string) => `${kind}-${deflateSync(text).toString('hex')}`;

describe('a health entry', () => {
  it('has the address of its node where the service has none', () => {
    expect(decode()).toMatchObject({ address: '10.0.0.1', endpoints: ['10.0.0.1:80'], nativeId: 'n1/web-1' });
  });

  it('keeps its id over updates, and shares it with no other node, datacenter or registry', () => {
    const { id } = decode();
    expect(decode({ Port: 81, Tags: ['x'], ModifyIndex: 9 }).id).toBe(id);
    const others = [
      decode({}, { node: { Node: 'n2' } }).id,
      decode({}, { node: { Datacenter: 'dc2' } }).id,
      decode({ ID: 'web-2' }).id,
      decode({ Namespace: 'team' }).id,
      decode({ Partition: 'p' }).id,
    ];
    expect(new Set([id, ...others]).size).toBe(6);
  });

  it('has the revision of whatever was written last, the service or a check', () => {
    const checks = [{ CheckID: 'c', Status: 'passing', ModifyIndex: 12 }];
    expect(decode().revision).toBe('7');
    expect(decode({}, { checks }).revision).toBe('12');
  });

  it('takes a status it does not know for unknown', () => {
    expect(decode({}, { checks: [{ CheckID: 'c', Status: 'purple' }] }).health).toBe('unknown');
  });

  it.each([
    [['version=1.4'], '1.4'],
    [['http', 'v2'], 'v2'],
    [['v1.2.3-rc.1+7'], 'v1.2.3-rc.1+7'],
    [['very', 'v'], null],
    [[], null],
  ])('with tags %j has version %j', (Tags, version) => {
    expect(decode({ Tags }).version).toBe(version);
  });

  it.each([
    ['no service', { Node: { Node: 'n', Address: 'a' } }],
    ['a port that is text', entry({ Port: '80' })],
    ['tags that are no list', entry({ Tags: 'x' })],
    ['null', null],
    ['a port out of range', entry({ Port: 70_000 })],
  ])('with %s is a rejection with a reason', (_, raw) => {
    const decoded = decodeEntry(raw, 'web[3]', SCOPE);
    expect(decoded).toMatchObject({ rejection: { key: 'web[3]', reason: expect.stringMatching(/./) } });
  });
});

describe('go-micro tags', () => {
  it('are unpacked', () => {
    const Tags = [packed('t', '{"server":"grpc"}'), packed('e', '{"name":"Say.Hello"}'), packed('v', '2.1')];
    expect(decode({ Tags })).toMatchObject({
      format: 'go-micro',
      version: '2.1',
      metadata: { server: 'grpc', endpoints: 'Say.Hello' },
      tags: [],
    });
  });

  it('that unpack to far too much stay tags', () => {
    const bomb = packed('t', `{"a":"${'0'.repeat(1_000_000)}"}`);
    expect(decode({ Tags: [bomb, packed('v', '1')] })).toMatchObject({ tags: [bomb], version: '1' });
  });

  it.each(['t-789c', 't-78zz', 't-789cffffffffffff', packed('t', '[1]'), packed('t', 'no json'), packed('e', '{}')])(
    'that cannot be read, as %s, stay tags',
    (tag) => {
      expect(decode({ Tags: [tag, packed('v', '1')] }).tags).toEqual([tag]);
    },
  );

  it('cannot reach a prototype', () => {
    const { metadata } = decode({ Tags: [packed('t', '{"__proto__":"x","constructor":"y"}')] });
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype);
    expect(metadata.constructor).toBe('y');
  });
});

describe('conventions', () => {
  it('leave ordinary services alone', () => {
    const Tags = ['env:prod', 'traefik.enable=true', 'e-mail', 't-shirt', 'v=1'];
    expect(decode({ Tags, Meta: { version: '3' } })).toMatchObject({ format: 'consul', tags: Tags, version: '3' });
  });

  it('read Spring pairs from the tags of old versions', () => {
    const Tags = ['secure=false', 'zone=b', 'contextPath=/'];
    expect(decode({ Tags })).toMatchObject({
      format: 'spring-cloud-consul',
      zone: 'b',
      endpoints: ['http://10.0.0.1:80'],
    });
  });

  it('do not take metadata that is no JSON for GoFrame', () => {
    expect(decode({ Meta: { metadata: '{', version: '1' } }).format).toBe('consul');
  });

  it('write an IPv6 endpoint in brackets and the address without', () => {
    expect(decode({ Address: '::1', Meta: { secure: 'true' } })).toMatchObject({
      address: '::1',
      endpoints: ['https://[::1]:80'],
    });
  });
});

describe('go-micro tags that are many', () => {
  it('are unpacked up to a limit, and stay tags beyond it', () => {
    const pair = (name: number) => packed('t', JSON.stringify({ [`k${name}`]: '0'.repeat(60_000) }));
    const { metadata, tags } = decode({ Tags: Array.from({ length: 50 }, (_, index) => pair(index)) });
    expect(Object.keys(metadata)).toHaveLength(5);
    expect(tags).toHaveLength(45);
  });
});

describe('fact sheets', () => {
  it('tell of every convention, and of plain Consul, once', () => {
    const formats = CONVENTION_SHEETS.map(({ format }) => format);
    expect(formats.toSorted()).toEqual([...CONVENTIONS.map(({ format }) => format), 'consul'].toSorted());
    expect(new Set(formats).size).toBe(formats.length);
  });

  it('say what they say in sentences without a stop', () => {
    for (const sheet of CONVENTION_SHEETS) {
      const { writesAgain, clients, last, value, keys, weight, lease } = sheet;
      for (const sentence of [writesAgain, clients, last, value, keys, weight.note, lease.note]) {
        expect(sentence).toMatch(/[^.\s]$/);
      }
    }
  });
});
