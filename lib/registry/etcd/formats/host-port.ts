import { serviceSegment } from './entry';
import { hostPortOf } from './fields';
import type { Format } from './format';

/** `<prefix>/<name>/<host:port>`; the value is empty, or the same address again. */
export const hostPort: Format = {
  name: 'host-port',
  prefixes: ['/services/'],
  onlyTexts: true,
  sheet: {
    format: 'host-port',
    title: 'host:port',
    source: 'tutorials and hand-written registrars',
    keys: '<prefix>/<service>/<host:port>',
    value: 'empty, or the same host:port',
    lease: { ttlSeconds: null, note: 'none or any' },
    writesAgain: 'as the program was written',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'sticks', until: 'the program writes its value again' },
    last: 'clients see an empty list',
    drain: { kind: 'park' },
    weight: { default: null, zero: 'none', note: 'there is nowhere to write one' },
    clients: 'they route to every key that is there',
    terms: {},
  },
  decode(entry) {
    const value = entry.text.trim();
    const fromValue = hostPortOf(value);
    if (value !== '' && !fromValue) return null;
    const last = entry.segments.at(-1);
    const fromKey = hostPortOf(last);
    if (!fromKey) {
      // A lease id in the key and an address in the value is go-zero's shape.
      if (value === '' || /^\d{15,20}$/.test(last ?? '')) return null;
      return {
        fault: 'the value is host:port, but the key does not end in it, expected <prefix>/<service>/<host:port>',
      };
    }
    if (fromValue && (fromValue.address !== fromKey.address || fromValue.port !== fromKey.port)) {
      return { fault: 'the key and the value name different addresses' };
    }
    const service = serviceSegment(entry);
    if (service === undefined) return { fault: 'the key names no service before the address' };
    return { service, address: fromKey.address, port: fromKey.port };
  },
};
