import { type JsonObject, serviceSegment } from './entry';
import { hostOf, hostPortOf, portOf, quote, tagsOf, textOf, textsOf } from './fields';
import type { Fault, Format } from './format';
import { guessEnabled, guessState } from './guess-state';
import { readWeight } from './stated-weight';

const SERVICE_NAMES = ['name', 'service', 'servicename', 'service_name', 'app'];
const ADDRESS_NAMES = ['address', 'addr', 'host', 'hostname', 'ip', 'endpoint', 'endpoints', 'url', 'uri'];
const PORT_NAMES = ['port', 'serviceport', 'service_port'];
const STATE_NAMES = ['status', 'state', 'health', 'healthy'];
const ENABLED_NAMES = ['enabled', 'enable'];
const METADATA_NAMES = ['metadata', 'meta', 'labels'];

/** Any JSON with an address under one of its usual names; what was guessed is said in `rollcall.guessed`. */
export const plainGuess: Format = {
  name: 'plain-guess',
  prefixes: [],
  sheet: {
    format: 'plain-guess',
    title: 'Guessed',
    source: 'no one format: an address under one of its usual names',
    keys: '<anything>/<service>/<id>',
    value: 'JSON with address, addr, host, ip, endpoint or url, and a port',
    lease: { ttlSeconds: null, note: 'not known' },
    writesAgain: 'not known',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'impossible', because: 'Rollcall only guessed what the fields mean' },
    last: 'not known',
    drain: { kind: 'park' },
    weight: { default: null, zero: 'none', note: 'shown where one is written; whether clients read it is not known' },
    clients: 'not known: only the absence of the key is sure',
    terms: { guessed: 'metadata rollcall.guessed says what was taken for what' },
  },
  decode(entry) {
    if (!entry.json) return null;
    const fields = lowerCased(entry.json);
    const found = findAddress(fields);
    if (!found) return missingPort(fields);
    const named = firstField(fields, SERVICE_NAMES, textOf);
    const service = named?.value ?? serviceSegment(entry);
    if (service === undefined) return { fault: 'neither the key nor the value names a service' };
    const state = firstField(fields, STATE_NAMES, guessState);
    const enabled = firstField(fields, ENABLED_NAMES, guessEnabled);
    let guessed = `service from ${named ? named.name : 'the key'}, ${found.guessed}`;
    if (state) guessed += `, ${state.value.rotation ? 'rotation' : 'health'} from ${state.name}`;
    if (enabled) guessed += `, rotation from ${enabled.name}`;
    const metadata = firstField(fields, METADATA_NAMES, textsOf)?.value;
    return {
      service,
      address: found.address,
      port: found.port,
      version: textOf(fields.get('version')) ?? metadata?.version,
      tags: tagsOf(fields.get('tags')),
      metadata: { ...metadata, 'rollcall.guessed': guessed },
      weight: readWeight(fields.get('weight')),
      zone: textOf(fields.get('zone')) ?? metadata?.zone,
      ...state?.value,
      ...enabled?.value,
    };
  },
};

function findAddress(fields: Fields): { address: string; port: number; guessed: string } | undefined {
  const whole = firstField(fields, ADDRESS_NAMES, endpointOf);
  if (whole) return { ...whole.value, guessed: `address and port from ${whole.name}` };
  const host = firstField(fields, ADDRESS_NAMES, hostOf);
  const port = firstField(fields, PORT_NAMES, portOf);
  if (!host || !port) return undefined;
  return { address: host.value, port: port.value, guessed: `address from ${host.name}, port from ${port.name}` };
}

/** What is wrong where there is a host but no port to it. */
function missingPort(fields: Fields): Fault | null {
  const host = firstField(fields, ADDRESS_NAMES, hostOf);
  if (!host) return null;
  const name = PORT_NAMES.find((candidate) => fields.has(candidate));
  if (name === undefined) return { fault: `${host.name} is ${quote(host.value)}, but there is no port beside it` };
  return { fault: `${name} is ${quote(fields.get(name))}, expected a whole number from 1 to 65535` };
}

/** `host:port`, a URL with a port, or the first of a list of them. */
function endpointOf(value: unknown): { address: string; port: number } | undefined {
  if (Array.isArray(value)) return endpointOf(value[0]);
  if (typeof value !== 'string') return undefined;
  const authority = value.includes('://') ? /^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(value)?.[1] : undefined;
  return hostPortOf(authority ?? value);
}

type Fields = ReadonlyMap<string, unknown>;

function lowerCased(json: JsonObject): Fields {
  const fields = new Map<string, unknown>();
  for (const name in json) fields.set(name.toLowerCase(), json[name]);
  return fields;
}

function firstField<T>(
  fields: Fields,
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): { readonly name: string; readonly value: T } | undefined {
  for (const name of names) {
    const stated = fields.get(name);
    const value = stated === undefined ? undefined : read(stated);
    if (value !== undefined) return { name, value };
  }
  return undefined;
}
