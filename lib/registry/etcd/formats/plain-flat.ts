import { addressFields, isPlainShape } from './address-fields';
import { isJsonObject, serviceSegment } from './entry';
import { tagsOf, textOf, textsOf } from './fields';
import type { Format } from './format';
import { jsonValue } from './json-edit';
import { readStatus } from './reported-health';

/** `<prefix>/<name>/<id>` with everything at the top of the JSON: `health` a word, `meta` and `tags` beside it. */
export const plainFlat: Format = {
  name: 'plain-flat',
  prefixes: ['/services/'],
  marks: [['address', 'port']],
  sheet: {
    format: 'plain-flat',
    title: 'Plain JSON, flat',
    source: 'tutorials and hand-written registrars',
    keys: '<prefix>/<service>/<id>',
    value: 'JSON: address, port, health as one word, tags[], meta, last_seen',
    lease: { ttlSeconds: 30, note: 'kept alive by the program' },
    writesAgain: 'programs with last_seen write their value at every heartbeat',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'sticks', until: 'the next heartbeat, where there is a last_seen' },
    last: 'clients see an empty list',
    drain: { kind: 'park' },
    // Its longest heartbeat, where there is one.
    returnWindowSeconds: 35,
    weight: { default: null, zero: 'none', note: 'its clients know no weight' },
    clients: 'some route to all, some to healthy ones only: only the absence of the key is sure',
    terms: { service: 'name', health: 'health', tags: 'tags', metadata: 'meta' },
  },
  edits: { isRewritten: (text) => jsonValue(text, ['last_seen']) !== undefined },
  decode(entry) {
    const { json } = entry;
    // A health of several fields is the other layout's, whatever stands beside it.
    if (!isPlainShape(json) || isJsonObject(json.health)) return null;
    if (!('meta' in json || 'tags' in json || 'last_seen' in json || typeof json.health === 'string')) return null;
    const endpoint = addressFields(json);
    if ('fault' in endpoint) return endpoint;
    const service = textOf(json.name) ?? serviceSegment(entry);
    if (service === undefined) return { fault: 'neither the key nor the value names a service' };
    const metadata = textsOf(json.meta ?? json.metadata);
    const { health, rotation } = readStatus(json.health);
    return {
      service,
      address: endpoint.address,
      port: endpoint.port,
      version: textOf(json.version) ?? metadata?.version,
      tags: tagsOf(json.tags),
      metadata,
      zone: metadata?.zone,
      reported: health && { health, output: '' },
      rotation,
    };
  },
};
