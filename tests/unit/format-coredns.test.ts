import { describe, expect, it } from 'vitest';
import { corednsFixtures } from '../fixtures/formats/coredns';
import { readKey, readKeys } from '../support/read-key';

const KEY = '/skydns/local/skydns/rails/1';

describe('CoreDNS records', () => {
  it.each(corednsFixtures)('are read: $title', ({ keys, expect: expected, belonging = 0, rejected = 0 }) => {
    const read = readKeys(keys.map(({ key, value, leased }) => ({ key, value, ...(leased && { lease: '7' }) })));
    expect(read.instances).toHaveLength(expected.length);
    for (const [index, instance] of expected.entries()) expect(read.instances[index]).toMatchObject(instance);
    expect(read.rejected).toHaveLength(rejected);
    expect(read.tally).toMatchObject([{ format: 'coredns', belonging, rejected }]);
  });

  it('belong to the domain of their key without the leaf', () => {
    expect(readKey('/skydns/com/example/_tcp/_http/a-1', { host: 'a.example' })).toMatchObject({
      service: '_http._tcp.example.com',
    });
    expect(readKey('/skydns/local', { host: '10.0.0.1' })).toMatchObject({ service: 'local' });
  });

  it('stand for the zone itself where the key ends in a slash', () => {
    expect(readKey('/skydns/local/skydns/', { host: '1.1.1.1', ttl: 60 })).toMatchObject({ service: 'skydns.local' });
  });

  it.each([
    [{ host: 'a.example' }, 0, 'a.example'],
    [{ host: 'a.example', port: -1 }, 0, 'a.example'],
    [{ host: '::1', port: 0 }, 0, '[::1]'],
    [{ host: '[::1]', port: 53 }, 53, '[::1]:53'],
  ])('may have no port: %j', (value, port, endpoint) => {
    expect(readKey(KEY, value)).toMatchObject({ port, endpoints: [endpoint] });
  });

  it('have no weight below 1, and 100 where none is given', () => {
    expect(readKey(KEY, { host: 'a', weight: -3 })).toMatchObject({ weight: 1, rotation: 'in' });
    expect(readKey(KEY, { host: 'a', weight: 0 })).toMatchObject({ weight: 100, rotation: 'in' });
    expect(readKey(KEY, { host: 'a', weight: null })).toMatchObject({ weight: 100 });
  });

  it.each([{ host: '' }, {}, { text: 'only text' }])('without a host belong, and are none: %j', (value) => {
    expect(readKeys([{ key: KEY, value }])).toMatchObject({ instances: [], rejected: [], tally: [{ belonging: 1 }] });
  });

  it('keep text of any script', () => {
    expect(readKey(KEY, { host: 'a', text: 'Zürich 東京' })).toMatchObject({ metadata: { text: 'Zürich 東京' } });
  });

  it.each([
    [{ host: 'a', port: '8080' }, 'port is "8080", expected a whole number'],
    [{ host: 'a', ttl: '60' }, 'ttl is "60", expected a whole number'],
    [{ host: 'a', mail: { toString: 1 } }, 'mail is {"toString":1}, expected true or false'],
    [{ host: 7 }, 'host is 7, expected a text'],
    [{ host: 'a b' }, 'host is "a b", expected a host name or IP address'],
    [{ host: 'a', port: 70000 }, 'port is 70000, expected a whole number from 0 to 65535'],
    ['{"host":"a"', 'the value begins like JSON but is not valid JSON, expected {"host": …}'],
    ['', 'the value is not a JSON object, expected {"host": …}'],
    ['[]', 'the value is not a JSON object, expected {"host": …}'],
  ])('that CoreDNS cannot read are rejected: %j', (value, reason) => {
    expect(readKey(KEY, value)).toMatchObject({ reason, nearestFormat: 'coredns' });
  });

  it('need a domain', () => {
    expect(readKey('/skydns/', { host: 'a' })).toMatchObject({ reason: 'the key names no domain' });
  });
});
