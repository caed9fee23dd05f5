import { createAssembly, type Placed } from './assembly';
import { hostPortOf, isDigits } from './fields';
import type { Format } from './format';
import { servicePath } from './service-path';

interface Registration {
  readonly service: string;
  readonly address: string;
  readonly port: number;
}

/** A new lease means a new key: what stays is the service and the address. */
const registrations = createAssembly<Registration>({
  name: 'go-zero',
  assemble({ pieces }) {
    const latest = pieces.reduce((a, b) => (isLater(b, a) ? b : a));
    return [{ part: '', format: 'go-zero', facts: latest.data, key: latest.key }];
  },
});

/** Of keys written at once the larger counts, whichever was read first. */
function isLater(a: Placed<unknown>, b: Placed<unknown>): boolean {
  return a.revision === b.revision ? a.key > b.key : BigInt(a.revision) > BigInt(b.revision);
}

/** `<service>/<lease id>`, or a configured number; the value is host:port and nothing else. */
export const goZero: Format = {
  name: 'go-zero',
  prefixes: [],
  onlyTexts: true,
  sheet: {
    format: 'go-zero',
    title: 'go-zero',
    source: 'zeromicro/go-zero core/discov/publisher.go, core/discov/internal/registry.go',
    keys: '<service>/<lease id>, or <service>/<configured number>',
    value: 'host:port, nothing else',
    lease: { ttlSeconds: 10, note: 'kept alive by the process; a lost lease means a new lease and a new key' },
    writesAgain: 'it watches its own key and writes it back as soon as it is deleted',
    deletion: { kind: 'undone', withinSeconds: 1 },
    returnWindowSeconds: 5,
    edit: { kind: 'sticks', until: 'the lease is lost or the process restarts' },
    last: 'clients see an empty list',
    drain: {
      kind: 'impossible',
      because: 'the process puts its key back at once: it must stop, or call Pause() itself',
    },
    weight: { default: null, zero: 'none', note: 'there is nowhere to write one' },
    clients:
      'each routes to 32 of the keys that are there, chosen at random; nothing but the absence of the key counts',
    terms: { service: 'Key', instance: 'lease id', address: 'value' },
  },
  decode(entry) {
    if (entry.json || !isDigits(entry.segments.at(-1) ?? '', 20)) return null;
    const place = hostPortOf(entry.text.trim());
    if (!place) return null;
    const service = servicePath(entry);
    if (service === undefined) return { fault: 'the key names no service before the lease id' };
    return registrations.piece(`${service}\0${place.address}\0${place.port}`, {
      service,
      address: place.address,
      port: place.port,
    });
  },
};
