import { describe, expect, it } from 'vitest';
import { goframeFixtures } from '../fixtures/formats/goframe';
import { expectFixture } from '../support/expect-fixture';
import { readKey } from '../support/read-key';

const SERVICE = '/service/default/default/hello.svc/latest';
const KEY = `${SERVICE}/10.0.0.1:8000`;

describe('GoFrame', () => {
  it.each(goframeFixtures)('reads $title', expectFixture);

  it.each([
    [undefined, null, 'in'],
    ['', null, 'in'],
    ['heavy', null, 'in'],
    [3, 3, 'in'],
    ['3', 3, 'in'],
    [2.9, 2, 'in'],
    [0, 0, 'out'],
    ['0', 0, 'out'],
    [-1, -1, 'out'],
  ])('takes weight %j for %j, and its rotation for %s', (weight, read, rotation) => {
    expect(readKey(KEY, { weight })).toMatchObject({ format: 'goframe', weight: read, rotation });
  });

  it.each(['', ' ', 'null', '{}'])('needs no metadata: %j', (value) => {
    expect(readKey(KEY, value)).toMatchObject({ format: 'goframe', service: 'hello.svc', metadata: {} });
  });

  it('rejects metadata cut off', () => {
    expect(readKey(KEY, '{"protocol":"ht')).toEqual({
      key: KEY,
      reason: 'the value begins like JSON but is not valid JSON, expected a JSON object of metadata',
      nearestFormat: 'goframe',
    });
  });

  it.each(['host', 'host:0', '10.0.0.1:80,', '10.0.0.1:80,b', ':80'])('rejects the endpoints %s', (endpoints) => {
    expect(readKey(`${SERVICE}/${endpoints}`, { protocol: 'http', insecure: true })).toMatchObject({
      reason: `the key ends in "${endpoints}", expected host:port, several comma separated`,
      nearestFormat: 'goframe',
    });
  });

  it.each([
    [KEY, { address: '10.0.0.1', port: 8000 }, 'plain'],
    [KEY, 'http://10.0.0.1:8000', 'go-kit'],
    [KEY, '10.0.0.1:8000', 'host-port'],
    [KEY, { Op: 0, Addr: '10.0.0.1:8000', Metadata: null }, 'grpc-naming'],
    [KEY, { network: 'tcp', address: '10.0.0.1:8000', weight: 10, tags: null }, 'kitex'],
    [KEY, { id: '1', name: 'a', endpoints: ['http://10.0.0.1:80'] }, 'kratos'],
    [`${SERVICE}/tcp@10.0.0.1:8000`, '', 'rpcx'],
    [`${SERVICE}/tcp@10.0.0.1:8000`, 'weight=1', 'rpcx'],
    ['/service/a/10.0.0.1:8000', '', 'host-port'],
    ['/services/default/default/hello.svc/latest/10.0.0.1:8000', '', 'host-port'],
  ])('leaves %s with %j to its own layout', (key, value, format) => {
    expect(readKey(key, value)).toMatchObject({ format });
  });
});
