import { serviceSegment } from './entry';
import { hostPortOf } from './fields';
import type { Format } from './format';
import { urlAddress, withoutCredentials } from './url-address';

/** `<prefix>/<service>/<host:port>` with a URL, or what else a client was made to understand, in the value. */
export const goKit: Format = {
  name: 'go-kit',
  prefixes: [],
  onlyTexts: true,
  sheet: {
    format: 'go-kit',
    title: 'Go kit',
    source: 'go-kit/kit sd/etcdv3/client.go, sd/etcdv3/registrar.go',
    keys: '<prefix>/<service>/<host:port>, as the program chose',
    value: 'a URL or an address, passed to the client as it is',
    lease: {
      ttlSeconds: 10,
      note: 'only where the program asks for one: 10 s with a heartbeat of 3 s is what it suggests',
    },
    writesAgain: 'no; after a lost lease the instance stays away until the program registers again',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'sticks', until: 'the program registers again' },
    last: 'clients have no endpoint left and calls fail',
    drain: { kind: 'park' },
    weight: { default: null, zero: 'none', note: 'there is nowhere to write one' },
    clients: 'they route to every value under their prefix',
    terms: { service: 'prefix', instance: 'key', address: 'value' },
  },
  decode(entry) {
    const last = entry.segments.at(-1) ?? '';
    const inKey = entry.json ? undefined : hostPortOf(last);
    const value = entry.text.trim();
    // host:port alone is the layout of that name.
    if (!inKey || /["'{},\s\p{Cc}]/u.test(value) || hostPortOf(value)) return null;
    const place = urlAddress(value) ?? (value === inKey.address || value.includes(last) ? inKey : undefined);
    if (!place) return null;
    const service = serviceSegment(entry);
    if (service === undefined) return { fault: 'the key names no service before the address' };
    return { service, address: place.address, port: place.port, endpoints: [withoutCredentials(value)] };
  },
};
