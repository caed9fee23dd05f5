import { expect, it } from 'vitest';
import { NO_FIELDS, registrationOf, registrationTroubles } from '@/components/actions/registration-fields';

const FILLED = {
  ...NO_FIELDS,
  registry: 'memory',
  service: 'orders',
  address: '10.0.0.1',
  port: '80',
  reason: 'by hand',
};

it('says of an empty form what is missing, in the order of the fields', () => {
  expect(Object.keys(registrationTroubles({ ...NO_FIELDS, registry: 'memory' }))).toEqual([
    'service',
    'address',
    'port',
    'reason',
  ]);
});

it('takes names, IPv4 and IPv6 with or without brackets, and no port in the address', () => {
  for (const address of ['10.0.0.1', 'host.example', '::1', '[2001:db8::1]']) {
    expect(registrationTroubles({ ...FILLED, address })).toEqual({});
  }
  for (const address of ['10.0.0.1:80', 'a b', 'http://x', '']) {
    expect(registrationTroubles({ ...FILLED, address })).toHaveProperty('address');
  }
});

it('refuses ports and weights that are none, and a line of metadata without a name', () => {
  for (const port of ['0', '65536', '80a', ''])
    expect(registrationTroubles({ ...FILLED, port })).toHaveProperty('port');
  expect(registrationTroubles({ ...FILLED, weight: '1.5' })).toHaveProperty('weight');
  expect(registrationTroubles({ ...FILLED, metadata: 'zone=a\n=b' })).toEqual({ metadata: '“=b” is no name=value.' });
});

it('sends tags and metadata apart, the address without brackets, and nothing that was left empty', () => {
  const typed = { ...FILLED, address: '[::1]', tags: 'a, b  c', metadata: 'zone=eu-1a\n\nurl=http://x?y=z' };
  expect(registrationOf(typed)).toEqual({
    registry: 'memory',
    service: 'orders',
    address: '::1',
    port: 80,
    tags: ['a', 'b', 'c'],
    metadata: { zone: 'eu-1a', url: 'http://x?y=z' },
  });
});
