import { describe, expect, it } from 'vitest';
import { moleculerFixtures, moleculerInfo, moleculerService } from '../fixtures/formats/moleculer';
import { type KeyToRead, readKeys } from '../support/read-key';

const INFO = 'moleculer/discovery/info/n1';

function read(value: KeyToRead['value'], key = INFO) {
  return readKeys([{ key, value, lease: '7' }]);
}

describe('moleculer', () => {
  it.each(moleculerFixtures)('reads $title', ({ keys, expect: expected, belonging = 0, rejected = 0 }) => {
    const seen = readKeys(keys.map(({ key, value, leased }) => ({ key, value, ...(leased && { lease: '7' }) })));
    expect(seen.instances).toHaveLength(expected.length);
    for (const instance of expected) expect(seen.instances).toContainEqual(expect.objectContaining(instance));
    expect(seen.instances.every(({ format, lease }) => format === 'moleculer' && lease?.id === '7')).toBe(true);
    expect(seen.tally.reduce((sum, tally) => sum + tally.belonging, 0)).toBe(belonging);
    expect(seen.rejected).toHaveLength(rejected);
  });

  it('takes a heartbeat for one whatever serialiser wrote it, and says that an INFO is no text', () => {
    const bytes = Buffer.from([0x81, 0xa3, 0xff]);
    const seen = readKeys([
      { key: 'moleculer/discovery/beats/n1/12345678/1', value: bytes },
      { key: INFO, value: bytes },
    ]);
    expect(seen.tally).toMatchObject([{ format: 'moleculer', belonging: 1, rejected: 1 }]);
    expect(seen.rejected).toMatchObject([{ reason: 'the value is not UTF-8 text', nearestFormat: 'moleculer' }]);
  });

  it('keeps the ids of services while others come and go', () => {
    const mail = moleculerService('mail');
    const [before] = read(moleculerInfo([mail])).instances;
    const after = read(moleculerInfo([moleculerService('new'), mail], { seq: 3 })).instances;
    expect(after.map(({ service }) => service)).toEqual(['new', 'mail']);
    expect(after[1]?.id).toBe(before?.id);
    expect(after[0]?.id).not.toBe(before?.id);
  });

  it('tells two versions of a service on one node apart', () => {
    const versions = [1, 2].map((version) => moleculerService('users', { version, fullName: `v${version}.users` }));
    const { instances } = read(moleculerInfo(versions));
    expect(instances.map(({ service, version }) => [service, version])).toEqual([
      ['users', '1'],
      ['users', '2'],
    ]);
    expect(new Set(instances.map(({ id }) => id)).size).toBe(2);
  });

  it('shows a service that is listed twice once', () => {
    expect(read(moleculerInfo([moleculerService('a'), moleculerService('a')])).instances).toHaveLength(1);
  });

  it('counts a node with internal services only as belonging', () => {
    expect(read(moleculerInfo([moleculerService('$metrics')])).tally).toMatchObject([
      { format: 'moleculer', instances: 0, belonging: 1 },
    ]);
  });

  it('leaves out services that cannot be read, and shows their neighbours', () => {
    const { instances } = read(moleculerInfo([null, 7, {}, { name: ['x'] }, moleculerService('mail')]));
    expect(instances.map(({ service }) => service)).toEqual(['mail']);
  });

  it.each([
    ['an IPv4 address further on', { ipList: ['', 7, '10.0.0.9'] }, '10.0.0.9'],
    ['brackets', { ipList: ['[::1]'] }, '::1'],
    ['a host name where the list is empty', { ipList: [] }, 'vm-1'],
    ['a host name where there is no list', { ipList: null }, 'vm-1'],
  ])('takes %s for the address', (_, changed, address) => {
    expect(read(moleculerInfo([moleculerService('a')], changed)).instances[0]?.address).toBe(address);
  });

  it.each([0, -1, 70_000, '', 'x', {}, null])('takes port %j for none', (port) => {
    expect(read(moleculerInfo([moleculerService('a')], { port })).instances[0]?.port).toBe(0);
  });

  it('shows metadata under names that objects have of their own, and no more than a little of it', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, 'x'.repeat(1_000)]));
    const metadata = JSON.parse('{"__proto__":"p","constructor":"c"}');
    const [instance] = read(moleculerInfo([moleculerService('a', { metadata })], { metadata: many })).instances;
    expect(Object.entries(instance?.metadata ?? {})).toEqual(
      expect.arrayContaining([
        ['__proto__', 'p'],
        ['constructor', 'c'],
      ]),
    );
    expect(JSON.stringify(instance?.metadata).length).toBeLessThan(20_000);
  });

  it.each<[string, KeyToRead['value'], RegExp, string?]>([
    ['an empty value', '', /empty/],
    ['half of a JSON text', moleculerInfo([]).slice(0, 100), /not valid JSON/],
    ['what another serializer wrote', '\u000bver', /another serializer/],
    ['no list of services', { sender: 'n1', services: {} }, /services is \{\}, expected a list/],
    ['no services at all', { sender: 'n1' }, /services is nothing/],
    ['services without names', { services: [{}, 7] }, /none of its 2 services has a name/],
    [
      'no address',
      { services: [{ name: 'a' }], ipList: [], hostname: 'a b' },
      /neither ipList \[\] nor hostname "a b"/,
    ],
    ['a key of neither kind', '{}', /neither info/, 'moleculer/discovery/other/n1'],
    ['a key without a node', '{}', /neither info/, 'moleculer/discovery/info/'],
    ['bytes', Buffer.from([0x8b, 0xa3, 0xff]), /UTF-8/],
  ])('rejects %s with its reason', (_, value, reason, key = INFO) => {
    const { rejected, instances } = read(value, key);
    expect(rejected).toMatchObject([{ key, reason: expect.stringMatching(reason), nearestFormat: 'moleculer' }]);
    expect(instances).toEqual([]);
  });

  it.each(['moleculer-shop/10.0.0.1:80', 'moleculer/10.0.0.1:80'])('leaves %s to others', (key) => {
    const value = { ServiceName: 'x', IP: '10.0.0.1', Port: 80, Tags: {} };
    expect(readKeys([{ key, value }]).instances).toMatchObject([{ format: 'service-node' }]);
  });
});
