import { describe, expect, it } from 'vitest';
import { jupiterFixtures } from '../fixtures/formats/jupiter';
import { expectFixture } from '../support/expect-fixture';
import { readKey } from '../support/read-key';

const KEY = 'grpc:demo:v1:dev/10.0.0.1:9092';

describe('Jupiter', () => {
  it.each(jupiterFixtures)('reads $title', expectFixture);

  it('keeps what has no place of its own as metadata', () => {
    const MetadataX = {
      name: 'demo',
      appId: '7',
      scheme: 'grpc',
      enable: false,
      kind: 1,
      region: 'eu',
      deployment: '',
      group: null,
      services: { a: {} },
      metadata: { appVersion: '1.0.0', scheme: 'own' },
    };
    expect(readKey(KEY, { Op: 0, Addr: '10.0.0.1:9092', MetadataX })).toMatchObject({ rotation: 'in' });
    const { metadata } = readKey(KEY, { Op: 0, Addr: '10.0.0.1:9092', MetadataX }) as { metadata: object };
    expect(metadata).toEqual({
      appId: '7',
      scheme: 'own',
      enable: 'false',
      kind: '1',
      region: 'eu',
      appVersion: '1.0.0',
    });
  });

  it('names the service after the key where the value does not', () => {
    const value = { Op: 0, Addr: '10.0.0.1:9092', MetadataX: null };
    expect(readKey(KEY, value)).toMatchObject({ format: 'jupiter', service: 'demo', weight: null, metadata: {} });
    expect(readKey('reg/grpc:a:b:v1:dev/x', value)).toMatchObject({ service: 'a:b' });
    expect(readKey('/reg/x', value)).toMatchObject({ reason: 'neither the key nor MetadataX names a service' });
  });

  it('takes the address of the metadata where there is no other', () => {
    const MetadataX = { name: 'demo', address: '[::1]:80' };
    expect(readKey(KEY, { Op: 0, Addr: '', MetadataX })).toMatchObject({ address: '::1', port: 80 });
  });

  it.each([undefined, 'a b', '10.0.0.1'])('rejects the address %s and says so', (Addr) => {
    const { reason } = readKey(KEY, { Op: 0, Addr, MetadataX: { name: 'demo' } }) as { reason: string };
    expect(reason).toBe(`Addr is ${JSON.stringify(Addr) ?? 'nothing'}, expected host:port`);
  });

  it.each([
    '/prometheus/job/demo/host-1',
    '/prometheus/job/demo/host-1/10.0.0.1:9391',
    '/prometheus/job/demo/10.0.0.1:9391',
  ])('counts %s as its own', (key) => {
    expect(readKey(key, '10.0.0.1:9391')).toMatchObject({ tally: [{ format: 'jupiter', belonging: 1 }] });
  });

  it('leaves anything else there to others', () => {
    expect(readKey('/prometheus/job/demo/host-1', 'hello')).not.toHaveProperty('tally');
  });
});
