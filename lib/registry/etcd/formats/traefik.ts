import { createAssembly } from './assembly';
import { hostPortOf, quote } from './fields';
import type { Facts, Format, Reading } from './format';
import { type ServerKey, traefikKey } from './traefik-key';
import { urlAddress, withoutCredentials } from './url-address';

/** `traefik/<http|tcp|udp>/services/<name>/loadbalancer/servers/<n>/…`: a server is several keys with a plain text each. */
export const traefik: Format = {
  name: 'traefik',
  prefixes: ['traefik/'],
  onlyTexts: true,
  claims: 'traefik/',
  sheet: {
    format: 'traefik',
    title: 'Traefik KV',
    source: 'traefik/traefik pkg/provider/kv/kv.go, pkg/server/service/loadbalancer/wrr',
    keys: '<root>/<http|tcp|udp>/services/<name>/loadbalancer/servers/<n>/<url|address|weight|…>, root traefik',
    value: 'one plain text a key: a URL for HTTP, host:port for TCP and UDP, a number for the weight',
    lease: { ttlSeconds: null, note: 'none; it is configuration' },
    writesAgain: 'no; it is configuration, and no instance registers itself',
    deletion: { kind: 'sticks', until: 'somebody writes the server again; all its keys must go, not its url alone' },
    edit: { kind: 'sticks', until: 'somebody writes the key again' },
    last: 'Traefik answers 503',
    drain: { kind: 'park' },
    weight: {
      default: 1,
      zero: 'skipped',
      note: 'a server with weight 0 or less is not added; only HTTP has weights, each in a key of its own',
    },
    clients:
      'Traefik watches: it stops routing when the keys of a server are gone, when its weight is 0 or less, or when its own health check fails, whose result stays in Traefik',
    terms: { service: 'service', instance: 'server', address: 'url' },
  },
  edits: {
    weigh: {
      // Where there is none, an older Traefik would refuse all of its configuration for one.
      edit: ({ key }, weight) => (/\/weight$/i.test(key) ? String(weight) : undefined),
      most: 1_000_000,
    },
  },
  decode(entry) {
    const found = traefikKey(entry);
    if (found === null || 'belongs' in found) return found;
    const { text } = entry;
    return wrongValue(found, text) ?? assembly.piece(found.server, { ...found, text });
  },
};

interface Option extends ServerKey {
  readonly text: string;
}

function wrongValue({ protocol, option }: ServerKey, text: string): Reading | undefined {
  if (option === 'weight' && !/^[+-]?\d{1,9}$/.test(text)) {
    return { fault: `weight is ${quote(text)}, expected a whole number` };
  }
  if (option !== addressOption(protocol) || addressOf(protocol, text)) return undefined;
  const expected = protocol === 'http' ? 'a URL with a host' : 'host:port';
  return { fault: `${option} is ${quote(withoutCredentials(text))}, expected ${expected}` };
}

function addressOption(protocol: string): string {
  return protocol === 'http' ? 'url' : 'address';
}

function addressOf(protocol: string, text: string) {
  return protocol === 'http' ? urlAddress(text) : hostPortOf(text);
}

const assembly = createAssembly<Option>({
  name: 'traefik',
  assemble: ({ pieces }) => {
    const place = pieces.find(({ data }) => data.option === addressOption(data.protocol));
    const address = place && addressOf(place.data.protocol, place.data.text);
    // Options without an address make no server.
    if (!address) return [];
    const { service, text } = place.data;
    const options = settings(
      place.data,
      pieces.map(({ data }) => data),
    );
    const facts = { ...address, ...options, service, endpoints: [withoutCredentials(text)] };
    return [{ part: 'server', format: 'traefik', facts, key: place.key }];
  },
});

type Settings = Pick<Facts, 'weight' | 'rotation' | 'metadata'>;

function settings({ protocol, number }: ServerKey, options: readonly Option[]): Settings {
  const written = protocol === 'http' ? options.find(({ option }) => option === 'weight') : undefined;
  const weight = Number(written?.text ?? 1);
  const told = options.filter(({ option }) => option !== 'weight' && option !== addressOption(protocol));
  return {
    weight: Math.max(0, weight),
    rotation: weight <= 0 ? 'out' : undefined,
    metadata: Object.fromEntries([
      ['protocol', protocol],
      ['server', number],
      ...told.map(({ written, text }) => [written, text]),
    ]),
  };
}
