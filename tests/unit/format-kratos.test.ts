import { describe, expect, it } from 'vitest';
import { kratosFixtures } from '../fixtures/formats/kratos';
import { expectFixture } from '../support/expect-fixture';
import { readKey } from '../support/read-key';

const KEY = '/microservices/user/1';
const VALUE = { id: '1', name: 'user', version: 'v1', metadata: null, endpoints: ['grpc://10.0.0.1:9000'] };

describe('Kratos', () => {
  it.each(kratosFixtures)('reads $title', expectFixture);

  it.each([
    ['7', 7],
    ['+7', 7],
    ['007', 7],
    ['', 100],
    ['1.5', 100],
    ['heavy', 100],
    [' 7', 100],
  ])('takes metadata.weight %j for %i', (weight, read) => {
    expect(readKey(KEY, { ...VALUE, metadata: { weight } })).toMatchObject({ weight: read, rotation: 'in' });
  });

  it.each(['0', '-1'])('is out of rotation with a weight of %s, with its health as it was', (weight) => {
    expect(readKey(KEY, { ...VALUE, metadata: { weight } })).toMatchObject({
      weight: Number(weight),
      rotation: 'out',
      health: 'unknown',
    });
  });

  it('has the first endpoint with an address for its own', () => {
    const endpoints = ['unix:///run/user.sock', 'grpc://[fe80::1]:9000'];
    expect(readKey(KEY, { ...VALUE, endpoints })).toMatchObject({ address: 'fe80::1', port: 9000, endpoints });
  });

  it('knows the port of a URL without one by its scheme, and shows no password', () => {
    expect(readKey(KEY, { ...VALUE, endpoints: ['https://me:secret@user.example'] })).toMatchObject({
      address: 'user.example',
      port: 443,
      endpoints: ['https://user.example'],
    });
  });

  it('takes metadata of wrong types as texts, whatever their names', () => {
    const value = JSON.stringify(VALUE).replace('null', '{"weight":5,"__proto__":{"a":1},"constructor":true}');
    const metadata = { weight: '5', ['__proto__']: '{"a":1}', constructor: 'true' };
    expect(readKey(KEY, value)).toMatchObject({ weight: 5, metadata });
  });

  it.each([
    [{ ...VALUE, name: '' }, 'name is "", expected the name of the service'],
    [{ ...VALUE, endpoints: [] }, 'endpoints is [], expected URLs with host and port'],
    [{ ...VALUE, endpoints: 'grpc://a:1' }, 'endpoints is "grpc://a:1", expected URLs with host and port'],
    [{ ...VALUE, endpoints: [7, 'tcp://a'] }, 'endpoints is [7,"tcp://a"], expected URLs with host and port'],
    [{ id: '1', name: 'u' }, 'the value is {"id":"1","name":"u"}, expected a JSON object with name and endpoints'],
    ['{"id":"1",', 'the value begins like JSON but is not valid JSON, expected a JSON object with name and endpoints'],
    ['', 'the value is "", expected a JSON object with name and endpoints'],
  ])('rejects %j and says why', (value, reason) => {
    expect(readKey(KEY, value)).toEqual({ key: KEY, reason, nearestFormat: 'kratos' });
  });

  it('leaves another layout under its prefix to that layout', () => {
    expect(readKey(KEY, { address: '10.0.0.1', port: 80 })).toMatchObject({ format: 'plain' });
    expect(readKey('/microservices/user/10.0.0.1:80', '10.0.0.1:80')).toMatchObject({ format: 'host-port' });
  });

  it.each([
    { ...VALUE, id: undefined },
    { ...VALUE, name: undefined },
    { ...VALUE, endpoints: ['10.0.0.1:9000'] },
  ])('does not take %j for Kratos under another prefix', (value) => {
    expect(readKey('/services/user/1', value)).toMatchObject({ format: 'plain-guess' });
  });
});
