import { describe, expect, it } from 'vitest';
import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { hertzFixtures } from '../fixtures/formats/hertz';
import { kitexFixtures } from '../fixtures/formats/kitex';
import { expectFixture } from '../support/expect-fixture';
import { readKey, readKeys } from '../support/read-key';

const VALUE = { network: 'tcp', address: '10.0.0.1:8888', weight: 10, tags: null };

describe('Kitex and Hertz', () => {
  it.each(kitexFixtures)('read $title', expectFixture);
  it.each(hertzFixtures)('read $title', expectFixture);

  it.each([
    [1, 1],
    [500, 500],
    [0, 10],
    [-3, 10],
    ['7', 10],
    [null, 10],
    [undefined, 10],
  ])('take weight %j for %i, and no weight for out of rotation', (weight, read) => {
    expect(readKey('kitex/registry-etcd/echo/10.0.0.1:8888', { ...VALUE, weight })).toMatchObject({
      weight: read,
      rotation: 'in',
    });
  });

  it.each([
    ['/echo/10.0.0.1:8888', 'kitex'],
    ['echo/10.0.0.1:8888', 'kitex'],
    ['/kitex/registry-etcd/echo/10.0.0.1:8888', 'kitex'],
    ['our/services/echo/10.0.0.1:8888', 'kitex'],
    ['/services/echo/10.0.0.1:8888', 'kitex'],
    ['hertz-prod/echo/10.0.0.1:8888', 'hertz'],
    ['/hertz/registry-etcd/echo/10.0.0.1:8888', 'hertz'],
  ])('tell by the first part of %s whose it is: %s', (key, format) => {
    expect(readKey(key, VALUE)).toMatchObject({ format, service: 'echo', address: '10.0.0.1', port: 8888 });
  });

  it('can each be forced, and switched off, where the key does not tell', () => {
    const entry = { key: '/web/echo/10.0.0.1:8888', value: VALUE };
    const forced = createDecode([{ prefix: '/web/', only: 'hertz' }]);
    expect(readKeys([entry], forced).instances).toMatchObject([{ format: 'hertz' }]);
    const without = createDecode([{ prefix: '', off: ['kitex'] }]);
    const own = { key: 'kitex/registry-etcd/echo/10.0.0.1:8888', value: VALUE };
    expect(readKeys([own], without).instances).not.toMatchObject([{ format: 'hertz' }]);
  });

  it('go by the address in the value, as their clients do', () => {
    const key = 'kitex/registry-etcd/echo/10.0.0.1:8888';
    expect(readKey(key, { ...VALUE, address: 'echo.example:9999' })).toMatchObject({
      address: 'echo.example',
      port: 9999,
    });
  });

  it.each([
    [{ ...VALUE, address: '/run/echo.sock' }, 'address is "/run/echo.sock", expected host:port'],
    [{ ...VALUE, address: null }, 'address is null, expected host:port'],
    [{ ...VALUE, address: '10.0.0.1:0' }, 'address is "10.0.0.1:0", expected host:port'],
    [{ network: 'tcp' }, 'the value is {"network":"tcp"}, expected a JSON object with network and address'],
    ['', 'the value is "", expected a JSON object with network and address'],
    [
      '{"network":',
      'the value begins like JSON but is not valid JSON, expected a JSON object with network and address',
    ],
  ])('reject %j under their prefix and say why', (value, reason) => {
    const key = 'hertz/registry-etcd/echo/10.0.0.1:8888';
    expect(readKey(key, value)).toEqual({ key, reason, nearestFormat: 'hertz' });
  });

  it.each(['kitex/registry-etcd/10.0.0.1:8888', 'kitex/registry-etcd//10.0.0.1:8888', '10.0.0.1:8888'])(
    'reject the key %s, which names no service',
    (key) => {
      expect(readKey(key, VALUE)).toMatchObject({ reason: 'the key names no service before the address' });
    },
  );

  it('leave another layout under their prefix to that layout', () => {
    const key = 'kitex/registry-etcd/echo/10.0.0.1:80';
    expect(readKey(key, '10.0.0.1:80')).toMatchObject({ format: 'host-port' });
    expect(readKey(key, { address: '10.0.0.1', port: 80 })).toMatchObject({ format: 'plain' });
  });

  it('do not take a network and an address for theirs where the port stands beside them', () => {
    const value = { network: 'tcp', address: '10.0.0.1', port: 80 };
    expect(readKey('/services/echo/1', value)).toMatchObject({ format: 'plain' });
  });
});
