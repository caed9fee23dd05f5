import { describe, expect, it } from 'vitest';
import { goKitFixtures } from '../fixtures/formats/go-kit';
import { expectFixture } from '../support/expect-fixture';
import { readKey } from '../support/read-key';

const KEY = '/services/foosvc/1.2.3.4:8080';

describe('Go kit', () => {
  it.each(goKitFixtures)('reads $title', expectFixture);

  it('goes by the URL where it names another address than the key', () => {
    expect(readKey(KEY, 'grpc://foo.example:9000')).toMatchObject({
      format: 'go-kit',
      address: 'foo.example',
      port: 9000,
      endpoints: ['grpc://foo.example:9000'],
    });
  });

  it.each(['1.2.3.4', '1.2.3.4:8080/rpc', 'tcp:1.2.3.4:8080'])('goes by the key where the value is %s', (value) => {
    expect(readKey(KEY, value)).toMatchObject({
      format: 'go-kit',
      service: 'foosvc',
      address: '1.2.3.4',
      port: 8080,
      endpoints: [value],
    });
  });

  it('keeps a name and password out of sight', () => {
    expect(readKey(KEY, 'http://me:secret@1.2.3.4:8080/')).toMatchObject({ endpoints: ['http://1.2.3.4:8080/'] });
  });

  it('rejects an address without a service', () => {
    expect(readKey('1.2.3.4:8080', 'http://1.2.3.4:8080')).toMatchObject({ nearestFormat: 'go-kit' });
  });

  it.each([
    ['/services/foosvc/1', 'http://1.2.3.4:8080'],
    [KEY, '1.2.3.4:8080'],
    [KEY, ''],
    [KEY, 'up'],
    [KEY, 'http:// 1.2.3.4:8080'],
    [KEY, '{"url":"http://1.2.3.4:8080"}'],
  ])('leaves %s with the value %j to others', (key, value) => {
    expect(readKey(key, value)).not.toMatchObject({ format: 'go-kit' });
  });
});
