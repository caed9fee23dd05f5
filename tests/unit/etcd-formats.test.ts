import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { textOfBytes } from '@/lib/registry/etcd/key-text';

const read = createDecode();

function decode(key: string, value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const decoded = read(key, Buffer.from(text));
  if (decoded.kind === 'instance') return { format: decoded.format, ...decoded.facts };
  return decoded.kind === 'rejected' ? decoded.rejection : decoded.kind;
}

const USER = { id: 'u-1', name: 'user-service', address: '10.0.0.1', port: 8080 };

describe('the layout plain-flat', () => {
  const value = { ...USER, address: 'localhost', tags: ['api', 'user'], meta: { version: '1.0' }, health: 'passing' };

  it('reads what tutorials store', () => {
    expect(decode('/services/user-service/user-service-1', value)).toMatchObject({
      format: 'plain-flat',
      service: 'user-service',
      address: 'localhost',
      port: 8080,
      version: '1.0',
      tags: ['api', 'user'],
      metadata: { version: '1.0' },
      reported: { health: 'passing', output: '' },
    });
  });

  it.each([
    ['healthy', 'passing'],
    ['unhealthy', 'critical'],
    ['critical', 'critical'],
    ['warning', 'warning'],
    ['unknown', 'unknown'],
    ['constructor', 'unknown'],
  ])('takes health %s for %s', (word, health) => {
    expect(decode('/services/u/1', { ...value, health: word })).toMatchObject({ reported: { health } });
  });

  it('leaves a health of several fields to plain, whatever stands beside it', () => {
    const health = { status: 'unhealthy', message: 'no database' };
    expect(decode('/services/u/1', { ...value, health })).toMatchObject({
      format: 'plain',
      tags: ['api', 'user'],
      reported: { health: 'critical', output: 'no database' },
    });
  });

  it('is known by last_seen alone', () => {
    const { address, port } = USER;
    expect(decode('/services/u/1', { address, port, last_seen: '2026-01-02T03:04:05Z' })).toMatchObject({
      format: 'plain-flat',
      service: 'u',
    });
  });
});

describe('the layout plain', () => {
  const value = {
    ...USER,
    version: '1.2.0',
    metadata: { weight: '5', zone: 'a' },
    health: { status: 'healthy', last_check: '2026-01-02T03:04:05Z', message: 'OK' },
    register_time: '2026-01-02T03:00:00Z',
  };

  it('reads everything it has', () => {
    expect(decode('/services/user-service/u-1', value)).toMatchObject({
      format: 'plain',
      service: 'user-service',
      address: '10.0.0.1',
      port: 8080,
      version: '1.2.0',
      weight: 5,
      zone: 'a',
      registeredAt: '2026-01-02T03:00:00.000Z',
      reported: { health: 'passing', output: 'OK' },
    });
  });

  it.each(['out', 'draining'])('takes status %s for out of rotation, not for a fault', (status) => {
    const facts = decode('/services/u/1', { ...value, health: { status } });
    expect(facts).toMatchObject({ rotation: 'out' });
    expect(facts).not.toHaveProperty('reported.health');
  });

  it.each([undefined, 'five', '0', '-1', '2.5', ''])('gives weight %s its default', (weight) => {
    expect(decode('/services/u/1', { ...value, metadata: { weight } })).toMatchObject({ weight: 1 });
  });

  it('takes numbers as texts and texts as numbers', () => {
    const given = { ...value, port: '8080', version: 2, metadata: { weight: 3, canary: true, labels: { a: 1 } } };
    expect(decode('/services/u/1', given)).toMatchObject({
      port: 8080,
      version: '2',
      weight: 3,
      metadata: { weight: '3', canary: 'true', labels: '{"a":1}' },
    });
  });

  it('names the service after the key where the value does not', () => {
    expect(decode('/services/orders/1', { address: '10.0.0.1', port: 1 })).toMatchObject({
      format: 'plain',
      service: 'orders',
    });
  });

  it('reads IPv6 with and without brackets', () => {
    expect(decode('/services/u/1', { ...value, address: '[2001:db8::1]' })).toMatchObject({ address: '2001:db8::1' });
    expect(decode('/services/u/1', { ...value, address: '2001:db8::1' })).toMatchObject({ address: '2001:db8::1' });
  });

  it.each([0, 65_536, -1, 1.5, 'http', '', null, [80], '000080'])('rejects port %s and says so', (port) => {
    expect(decode('/services/u/1', { ...value, port })).toEqual({
      key: '/services/u/1',
      reason: `port is ${JSON.stringify(port)}, expected a whole number from 1 to 65535`,
      nearestFormat: 'plain',
    });
  });

  it.each(['', 'a b', '10.0.0.1:80', 'http://a', 7, null])('rejects address %s and says so', (address) => {
    expect(decode('/services/u/1', { ...value, address })).toMatchObject({
      reason: `address is ${JSON.stringify(address)}, expected a host name or IP address`,
    });
  });
});

describe('the layout host-port', () => {
  it.each(['', '127.0.0.1:8080', ' 127.0.0.1:8080\n'])('reads an address in the key, with the value %j', (value) => {
    expect(decode('/services/myservice/127.0.0.1:8080', value)).toEqual({
      format: 'host-port',
      service: 'myservice',
      address: '127.0.0.1',
      port: 8080,
    });
  });

  it('reads IPv6', () => {
    expect(decode('/services/web/[::1]:80', '')).toMatchObject({ address: '::1', port: 80 });
  });

  it('rejects a value that names another address', () => {
    expect(decode('/services/web/10.0.0.1:80', '10.0.0.2:80')).toMatchObject({ nearestFormat: 'host-port' });
  });
});

describe('the layout service-node', () => {
  const value = { ServiceName: 'test', IP: '127.0.0.1', Port: 8484, Tags: { version: '1.0', region: 'cn' } };

  it('reads it', () => {
    expect(decode('test/127.0.0.1:8484', value)).toMatchObject({
      format: 'service-node',
      service: 'test',
      address: '127.0.0.1',
      port: 8484,
      version: '1.0',
      metadata: { version: '1.0', region: 'cn' },
    });
  });

  it('rejects one without a port', () => {
    expect(decode('test/x', { ...value, Port: null })).toMatchObject({ nearestFormat: 'service-node' });
  });
});

describe('a service without a name in its value', () => {
  const bare = { address: '10.0.0.1', port: 80, meta: {} };
  it.each([
    ['/services/shop/1', 'shop'],
    ['/services/shop/instances/1', 'shop'],
    ['/services/instances/1', 'instances'],
  ])('is named by its key: %s', (key, service) => {
    expect(decode(key, bare)).toMatchObject({ format: 'plain-flat', service });
    expect(decode(key, { addr: '10.0.0.1:80' })).toMatchObject({ format: 'plain-guess', service });
  });
});

describe('a guess', () => {
  it.each([
    [{ addr: '10.0.0.1:80' }, 'service from the key, address and port from addr'],
    [{ Name: 'shop', Host: '10.0.0.1', Port: '80' }, 'service from name, address from host, port from port'],
    [{ endpoints: ['grpc://10.0.0.1:80?isSecure=false'] }, 'service from the key, address and port from endpoints'],
    [{ url: 'http://10.0.0.1:80/health' }, 'service from the key, address and port from url'],
  ])('of %j says what was guessed', (value, guessed) => {
    expect(decode('/services/shop/1', value)).toMatchObject({
      format: 'plain-guess',
      service: 'shop',
      address: '10.0.0.1',
      port: 80,
      metadata: { 'rollcall.guessed': guessed },
    });
  });

  it.each([
    [{ status: 'UP' }, { reported: { health: 'passing' } }, 'health from status'],
    [{ state: 'down' }, { reported: { health: 'critical' } }, 'health from state'],
    [{ healthy: false }, { reported: { health: 'critical' } }, 'health from healthy'],
    [{ status: 'OUT_OF_SERVICE' }, { rotation: 'out' }, 'rotation from status'],
    [{ enabled: false }, { rotation: 'out' }, 'rotation from enabled'],
  ])('takes %j for what it says', (stated, facts, guessed) => {
    const read = decode('/services/shop/1', { addr: '10.0.0.1:80', ...stated });
    expect(read).toMatchObject(facts);
    expect(read).toHaveProperty(['metadata', 'rollcall.guessed'], expect.stringContaining(guessed));
  });

  it.each([{ status: 'purple' }, { health: { a: 1 } }, { enabled: true }])('makes nothing of %j', (stated) => {
    const read = decode('/services/shop/1', { addr: '10.0.0.1:80', ...stated });
    expect(read).not.toHaveProperty('reported');
    expect(read).not.toHaveProperty('rotation');
  });

  it('reads tags and a weight where they are written', () => {
    const read = decode('/services/shop/1', { addr: '10.0.0.1:80', tags: ['a'], weight: '5' });
    expect(read).toMatchObject({ tags: ['a'], weight: 5 });
  });
});

describe('any key and value', () => {
  it('is Rollcall’s own where it lies under /rollcall/', () => {
    expect(decode('/rollcall/parked/x', USER)).toBe('ignored');
  });

  it.each([
    ['', 'the value is empty and the key does not end in host:port'],
    ['nonsense', 'the value is neither a JSON object nor host:port'],
    ['[1]', 'the value is neither a JSON object nor host:port'],
    ['{"a":', 'the value begins like JSON but is not valid JSON'],
    ['{"a":1}', 'the JSON holds no address and port under a known name'],
  ])('is rejected with a reason for the value %j', (value, reason) => {
    expect(decode('/services/web/1', value)).toMatchObject({ key: '/services/web/1', reason });
  });

  it('is exactly one of instance, rejected and ignored, and never throws, whatever the bytes', {
    timeout: 30_000,
  }, () => {
    const key = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(`/services/${text}`)),
    );
    const name = fc.constantFrom(
      'address',
      'port',
      'name',
      'health',
      'metadata',
      'meta',
      'tags',
      'ServiceName',
      'IP',
      'Port',
      'Tags',
      'endpoints',
      '__proto__',
    );
    const json = fc.dictionary(name, fc.oneof(fc.jsonValue(), fc.constantFrom('10.0.0.1', '10.0.0.1:80', 80)));
    const value = fc.oneof(
      fc.uint8Array(),
      json.map((object) => Buffer.from(JSON.stringify(object))),
    );
    fc.assert(
      fc.property(key, value, (keyBytes, valueBytes) => {
        const decoded = read(textOfBytes(Buffer.from(keyBytes)), Buffer.from(valueBytes));
        expect(['instance', 'rejected', 'ignored']).toContain(decoded.kind);
        if (decoded.kind === 'instance') expect(decoded.facts.port).toBeGreaterThan(0);
        if (decoded.kind === 'rejected') expect(decoded.rejection.reason).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });

  it('may be nested deeper than the stack', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(decode('/services/a/1', `{"address":"a","port":1,"metadata":{"x":${deep}}}`)).toMatchObject({
      key: '/services/a/1',
    });
  });
});

describe('a reason', () => {
  it.each([
    [{ host: '10.3.0.2', port: '7000x' }, 'port is "7000x", expected a whole number from 1 to 65535'],
    [{ host: '10.3.0.2' }, 'host is "10.3.0.2", but there is no port beside it'],
  ])('says what is wrong with the port of %j', (value, reason) => {
    expect(decode('/services/billing/2', value)).toMatchObject({ reason });
  });

  it('says when a rule of the configuration allows only one format', () => {
    const ruled = createDecode([{ prefix: '/services/', only: 'kratos' }]);
    expect(ruled('/services/web/1', Buffer.from('10.0.0.1:80'))).toMatchObject({
      rejection: { reason: expect.stringMatching(/^a rule allows only Kratos here/), nearestFormat: 'kratos' },
    });
  });
});
