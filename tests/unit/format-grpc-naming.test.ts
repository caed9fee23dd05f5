import { describe, expect, it } from 'vitest';
import { grpcNamingFixtures } from '../fixtures/formats/grpc-naming';
import { expectFixture } from '../support/expect-fixture';
import { readKey } from '../support/read-key';

const KEY = '/my-service/10.0.0.1:8080';
const VALUE = { Op: 0, Addr: '10.0.0.1:8080', Metadata: null };

describe('gRPC naming', () => {
  it.each(grpcNamingFixtures)('reads $title', expectFixture);

  it.each([
    [undefined, {}],
    [null, {}],
    ['', {}],
    ['canary', { Metadata: 'canary' }],
    [5, { Metadata: '5' }],
    [['a', 1], { Metadata: '["a",1]' }],
    [
      { zone: 'a', labels: { b: [1] }, version: '2' },
      { zone: 'a', labels: '{"b":[1]}', version: '2' },
    ],
  ])('reads the metadata %j as names and texts', (Metadata, metadata) => {
    expect(readKey(KEY, { ...VALUE, Metadata })).toMatchObject({
      format: 'grpc-naming',
      service: 'my-service',
      metadata,
    });
  });

  it('takes version and zone from the metadata, and no weight', () => {
    const Metadata = { version: '2', zone: 'a', weight: 9 };
    expect(readKey(KEY, { ...VALUE, Metadata })).toMatchObject({ version: '2', zone: 'a', weight: null });
  });

  it.each([
    ['unix:///run/app.sock', '/run/app.sock'],
    ['unix:app.sock', 'app.sock'],
  ])('reads the socket %s', (Addr, address) => {
    expect(readKey(KEY, { ...VALUE, Addr })).toMatchObject({ address, port: 0, endpoints: [Addr] });
  });

  it.each(['', '10.0.0.1', 7, null, ['10.0.0.1:80']])('rejects the address %j and says so', (Addr) => {
    expect(readKey(KEY, { ...VALUE, Addr })).toMatchObject({
      reason: `Addr is ${JSON.stringify(Addr)}, expected host:port`,
      nearestFormat: 'grpc-naming',
    });
  });

  it('rejects a key without a target', () => {
    expect(readKey('/10.0.0.1:8080', VALUE)).toMatchObject({
      reason: 'the key names no target before its last segment',
    });
  });

  it('rejects a value cut short', () => {
    expect(readKey(KEY, '{"Op":0,"Addr":"10.0.0.1:80')).toMatchObject({
      reason: 'the value begins like JSON but is not valid JSON',
    });
  });
});
