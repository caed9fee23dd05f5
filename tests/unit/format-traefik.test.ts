import { describe, expect, it } from 'vitest';
import { traefikFixtures } from '../fixtures/formats/traefik';
import { keyValue, quietLedger, readKey, readKeys } from '../support/read-key';

const SERVER = 'traefik/http/services/web/loadbalancer/servers/0';

function serverWith(options: Record<string, string>, server = SERVER) {
  return readKeys(Object.entries(options).map(([name, value]) => ({ key: `${server}/${name}`, value })));
}

describe('Traefik servers', () => {
  it.each(traefikFixtures)('are read: $title', ({ keys, expect: expected, belonging = 0, rejected = 0 }) => {
    const read = readKeys(keys);
    expect(read.instances).toHaveLength(expected.length);
    for (const [index, instance] of expected.entries()) expect(read.instances[index]).toMatchObject(instance);
    expect(read.rejected).toHaveLength(rejected);
    expect(read.tally).toMatchObject([{ format: 'traefik', belonging, rejected }]);
  });

  it.each([
    ['http://10.0.0.1', '10.0.0.1', 80],
    ['https://a.example/path?x=1', 'a.example', 443],
    ['h2c://[::1]', '::1', 80],
    ['https://[2001:db8::1]:8443/', '2001:db8::1', 8443],
  ])('are where their URL says: %s', (url, address, port) => {
    expect(serverWith({ url }).instances).toMatchObject([{ address, port, endpoints: [url] }]);
  });

  it('do not show the password in a URL', () => {
    expect(serverWith({ url: 'http://me:secret@a:80/' }).instances).toMatchObject([{ endpoints: ['http://a:80/'] }]);
    expect(JSON.stringify(serverWith({ url: 'http://me:secret@/' }))).not.toContain('secret');
  });

  it('have keys in any mixture of capitals', () => {
    const read = readKeys([
      { key: 'traefik/http/services/Web/loadBalancer/servers/0/URL', value: 'http://a:1' },
      { key: 'traefik/HTTP/Services/Web/LoadBalancer/Servers/0/Weight', value: '3' },
    ]);
    expect(read.instances).toMatchObject([{ service: 'Web', weight: 3 }]);
    expect(read.tally).toMatchObject([{ instances: 2, belonging: 0 }]);
  });

  it.each(['my/root', '/traefik', 'edge'])('are found under the root %s too', (root) => {
    const key = `${root}/tcp/services/db/loadBalancer/servers/0/address`;
    expect(readKey(key, '10.0.0.1:5432')).toMatchObject({ format: 'traefik', service: 'db', port: 5432 });
  });

  it('of two roots stay apart', () => {
    const read = readKeys(['a', 'b'].map((root) => ({ key: `${root}/${SERVER}/url`, value: 'http://a:1' })));
    expect(new Set(read.instances.map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    ['10', 10, 'in'],
    ['0', 0, 'out'],
    ['-1', 0, 'out'],
  ])('of weight %s', (written, weight, rotation) => {
    expect(serverWith({ url: 'http://a:1', weight: written }).instances).toMatchObject([{ weight, rotation }]);
  });

  it('have no weight but in HTTP', () => {
    const server = 'traefik/tcp/services/db/loadbalancer/servers/0';
    expect(serverWith({ address: 'a:1', weight: '0', tls: 'true' }, server).instances).toMatchObject([
      { weight: 1, rotation: 'in', metadata: { protocol: 'tcp', server: '0', tls: 'true' } },
    ]);
  });

  it('stay the same while options come and go, and leave with their address', () => {
    const ledger = quietLedger();
    ledger.put(keyValue({ key: `${SERVER}/weight`, value: '0' }, 1));
    expect(ledger.settle()).toEqual({ upserted: [], left: [] });
    ledger.put(keyValue({ key: `${SERVER}/url`, value: 'http://a:1' }, 2));
    const [added] = ledger.settle().upserted;
    expect(added).toMatchObject({ rotation: 'out', nativeId: `${SERVER}/url` });
    ledger.remove(Buffer.from(`${SERVER}/weight`));
    expect(ledger.settle()).toMatchObject({ upserted: [{ id: added?.id, rotation: 'in', weight: 1 }], left: [] });
    ledger.remove(Buffer.from(`${SERVER}/url`));
    expect(ledger.settle()).toMatchObject({ upserted: [], left: [{ id: added?.id }] });
  });

  it.each([
    'traefik/http/routers/web/rule',
    'traefik/http/middlewares/auth/basicauth/users/0',
    'traefik/http/services/web/loadbalancer/passHostHeader',
    'traefik/http/services/web/loadbalancer/healthCheck/headers/a',
    'traefik/http/services/mirror/mirroring/service',
    'traefik/tls/certificates/0/certFile',
    'traefik/backends/backend1/servers/server1/url',
    'traefik/',
    'edge/http/services/web/loadBalancer/sticky/cookie/name',
  ])('have configuration beside them that belongs: %s', (key) => {
    expect(readKeys([{ key, value: 'a' }])).toMatchObject({
      instances: [],
      rejected: [],
      tally: [{ format: 'traefik', belonging: 1 }],
    });
  });

  it.each([
    ['url', '10.0.0.1:80', 'url is "10.0.0.1:80", expected a URL with a host'],
    ['url', '', 'url is "", expected a URL with a host'],
    ['url', 'http://a:1\n', 'url is "http://a:1\\n", expected a URL with a host'],
    ['url', 'http://a:99999', 'url is "http://a:99999", expected a URL with a host'],
    ['weight', 'heavy', 'weight is "heavy", expected a whole number'],
    ['weight', '1.5', 'weight is "1.5", expected a whole number'],
  ])('whose %s is wrong are rejected: %j', (option, value, reason) => {
    expect(readKey(`${SERVER}/${option}`, value)).toMatchObject({ reason, nearestFormat: 'traefik' });
  });

  it('over TCP need host:port', () => {
    expect(readKey('traefik/tcp/services/db/loadbalancer/servers/0/address', 'http://a:1')).toMatchObject({
      reason: 'address is "http://a:1", expected host:port',
    });
  });

  it('are not seen in keys of others', () => {
    expect(readKey('web/loadbalancer/servers/0/url', 'http://a:1')).not.toMatchObject({ format: 'traefik' });
    expect(readKey('other/http/services/web', 'x')).not.toMatchObject({ nearestFormat: 'traefik' });
  });
});
