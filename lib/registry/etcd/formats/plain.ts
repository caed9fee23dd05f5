import { addressFields, isPlainShape } from './address-fields';
import { isJsonObject, serviceSegment } from './entry';
import { tagsOf, textOf, textsOf, timeOf } from './fields';
import type { Format } from './format';
import { plainEdits } from './plain-edits';
import { readStatus } from './reported-health';

/** `<prefix>/<name>/<id>`, Rollcall's own default: `health` an object with a status, `metadata` beside it. */
export const plain: Format = {
  name: 'plain',
  prefixes: ['/services/'],
  marks: [['address', 'port']],
  sheet: {
    format: 'plain',
    title: 'Plain JSON',
    source: 'hand-written registrars and tutorials; what Rollcall itself suggests',
    keys: '<prefix>/<service>/<id>',
    value: 'JSON: address, port, health { status, message }, metadata, version, register_time',
    lease: { ttlSeconds: null, note: 'any; without one the key stays when the program dies' },
    writesAgain: 'as the program was written; with health.last_check it writes its value at every check',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'sticks', until: 'the program writes its value again: with health.last_check at the next check' },
    last: 'clients see an empty list',
    drain: { kind: 'edit', writes: 'health.status = draining' },
    // Its longest check, where there is one.
    returnWindowSeconds: 35,
    weight: {
      default: 1,
      zero: 'default',
      note: 'metadata.weight as a positive whole number; anything else counts as 1',
    },
    clients: 'they route to health.status "healthy" only, so that any other status takes an instance out',
    terms: {
      service: 'name',
      health: 'health.status',
      rotation: 'health.status',
      weight: 'metadata.weight',
      output: 'health.message',
    },
  },
  edits: plainEdits,
  decode(entry) {
    const { json } = entry;
    if (!isPlainShape(json)) return null;
    const endpoint = addressFields(json);
    if ('fault' in endpoint) return endpoint;
    const service = textOf(json.name) ?? serviceSegment(entry);
    if (service === undefined) return { fault: 'neither the key nor the value names a service' };
    const metadata = textsOf(json.metadata ?? json.meta);
    const stated = isJsonObject(json.health) ? json.health : undefined;
    const { health, rotation } = readStatus(stated?.status);
    return {
      service,
      address: endpoint.address,
      port: endpoint.port,
      version: textOf(json.version) ?? metadata?.version,
      tags: tagsOf(json.tags),
      metadata,
      weight: weightOf(metadata?.weight),
      zone: metadata?.zone,
      registeredAt: timeOf(json.register_time),
      reported: health && { health, output: textOf(stated?.message) ?? '' },
      rotation,
    };
  },
};

/** A positive whole number; clients take anything else for 1. */
function weightOf(text: string | undefined): number {
  const weight = Number(text);
  return text !== undefined && Number.isSafeInteger(weight) && weight > 0 ? weight : 1;
}
