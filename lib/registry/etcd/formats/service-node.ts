import { hostOf, portOf, quote, textOf, textsOf } from './fields';
import type { Format } from './format';

/** `<name>/<ip:port>` with `ServiceName`, `IP`, `Port` and `Tags` as names and texts. */
export const serviceNode: Format = {
  name: 'service-node',
  prefixes: [],
  marks: [['ServiceName', 'IP']],
  sheet: {
    format: 'service-node',
    title: 'Service node',
    source: 'hand-written registrars in Go',
    keys: '<service>/<ip:port>, without a leading slash',
    value: 'JSON: ServiceName, IP, Port, Tags',
    lease: { ttlSeconds: 10, note: 'renewed every 5 s' },
    writesAgain: 'no; the lease alone is renewed',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'sticks', until: 'the program writes its value again' },
    last: 'clients see an empty list',
    drain: { kind: 'park' },
    weight: { default: null, zero: 'none', note: 'its clients know no weight' },
    clients: 'they route to every key whose tags match',
    terms: { service: 'ServiceName', address: 'IP', port: 'Port', metadata: 'Tags' },
  },
  decode({ json }) {
    if (!json || !('ServiceName' in json) || !('IP' in json)) return null;
    const service = textOf(json.ServiceName);
    if (service === undefined) return { fault: `ServiceName is ${quote(json.ServiceName)}, expected a name` };
    const address = hostOf(json.IP);
    if (address === undefined) return { fault: `IP is ${quote(json.IP)}, expected an IP address` };
    const port = portOf(json.Port);
    if (port === undefined) return { fault: `Port is ${quote(json.Port)}, expected a whole number from 1 to 65535` };
    const metadata = textsOf(json.Tags);
    return { service, address, port, version: metadata?.version, metadata, zone: metadata?.zone };
  },
};
