import { describe, expect, it } from 'vitest';
import { servicecombFixtures } from '../fixtures/formats/servicecomb';
import { keyValue, quietLedger, readKey, readKeys } from '../support/read-key';

const KEY = '/cse-sr/inst/files/default/default/d4/7a';
const DEFINITION = '/cse-sr/ms/files/default/default/d4';
const ENDPOINTS = ['rest://10.0.0.1:8080'];

describe('ServiceComb instances', () => {
  it.each(servicecombFixtures)('are read: $title', ({ keys, expect: expected, belonging = 0, rejected = 0 }) => {
    const read = readKeys(keys.map(({ key, value, leased }) => ({ key, value, ...(leased && { lease: '7' }) })));
    expect(read.instances).toHaveLength(expected.length);
    for (const [index, instance] of expected.entries()) expect(read.instances[index]).toMatchObject(instance);
    expect(read.rejected).toHaveLength(rejected);
    expect(read.tally).toMatchObject([{ format: 'servicecomb', belonging, rejected }]);
  });

  it('get their name when the definition comes, and keep their id', () => {
    const ledger = quietLedger();
    ledger.put(keyValue({ key: KEY, value: { endpoints: ENDPOINTS } }, 1));
    const [before] = ledger.settle().upserted;
    expect(before).toMatchObject({ service: 'd4', version: null });
    ledger.put(keyValue({ key: DEFINITION, value: { serviceName: 'orders', version: '2.0.0' } }, 2));
    expect(ledger.settle()).toMatchObject({
      upserted: [{ id: before?.id, service: 'orders', version: '2.0.0' }],
      left: [],
    });
    ledger.remove(Buffer.from(DEFINITION));
    expect(ledger.settle()).toMatchObject({ upserted: [{ id: before?.id, service: 'd4' }], left: [] });
  });

  it('are named by the definition of their own project alone', () => {
    const read = readKeys([
      { key: '/cse-sr/ms/files/default/other/d4', value: { serviceName: 'orders' } },
      { key: KEY, value: { endpoints: ENDPOINTS } },
    ]);
    expect(read.instances).toMatchObject([{ service: 'd4' }]);
  });

  it.each([
    ['UP', 'passing', 'in'],
    ['DOWN', 'critical', 'in'],
    ['STARTING', 'warning', 'in'],
    ['TESTING', 'warning', 'in'],
    ['OUTOFSERVICE', 'unknown', 'out'],
    ['constructor', 'unknown', 'in'],
    [undefined, 'unknown', 'in'],
  ])('with status %s', (status, health, rotation) => {
    expect(readKey(KEY, { endpoints: ENDPOINTS, status })).toMatchObject({ health, rotation });
  });

  it.each([
    [['rest://[2001:db8::1]:8080?sslEnabled=true'], '2001:db8::1', 8080],
    [['grpc://h.example:9000', 'rest://10.0.0.1:8080'], 'h.example', 9000],
    [['rest', 'rest://10.0.0.1:8080'], '10.0.0.1', 8080],
  ])('are one, whatever their endpoints: %j', (endpoints, address, port) => {
    const { instances } = readKeys([{ key: KEY, value: { endpoints } }]);
    expect(instances).toMatchObject([{ address, port, endpoints }]);
    expect(instances).toHaveLength(1);
  });

  it('do without what may be missing or is of the wrong type', () => {
    const value = { endpoints: ENDPOINTS, properties: 'x', dataCenterInfo: [], timestamp: 'soon', hostName: {} };
    expect(readKey(KEY, value)).toMatchObject({ metadata: {}, zone: null, registeredAt: null, node: null });
  });

  it.each([
    ['/cse-sr/inst/leases/default/default/d4/7a', '123'],
    ['/cse-sr/ms/indexes/default/default//shop/orders/1.0.0', 'd4'],
    ['/cse-sr/ms/schemas/default/default/d4/s1', 'swagger: 2.0'],
    ['/cse-sr/projects/default/default', ''],
    [DEFINITION, { serviceName: 'orders' }],
    [KEY, { status: 'UP', endpoints: [] }],
  ])('have keys beside them that belong: %s', (key, value) => {
    expect(readKeys([{ key, value }])).toMatchObject({
      instances: [],
      rejected: [],
      tally: [{ format: 'servicecomb', belonging: 1 }],
    });
  });

  it.each([
    [KEY, '{"endpoints":[', 'the value begins like JSON but is not valid JSON, expected an instance'],
    [KEY, { endpoints: ['rest://a'] }, 'endpoints has "rest://a", expected a URL with host and port'],
    [DEFINITION, '', 'the value is not a JSON object, expected a service'],
    [DEFINITION, { serviceId: 'd4' }, 'serviceName is nothing, expected a name'],
    [`${KEY}/more`, {}, 'the key lacks domain/project/service/instance after files, or has more'],
    [`${DEFINITION}/more`, {}, 'the key lacks domain/project/service after files, or has more'],
    ['/cse-sr/inst/files/default', {}, 'the key lacks domain/project/service/instance after files, or has more'],
  ])('that cannot be read are rejected: %s %j', (key, value, reason) => {
    expect(readKey(key, value)).toMatchObject({ reason, nearestFormat: 'servicecomb' });
  });
});
