import { addressFields, isPlainShape } from './address-fields';
import { isJsonObject, serviceSegment } from './entry';
import { tagsOf, textOf, textsOf, timeOf } from './fields';
import type { Format } from './format';
import { readStatus } from './reported-health';

/** `<prefix>/<name>/<id>`, Rollcall's own default: `health` an object with a status, `metadata` beside it. */
export const plain: Format = {
  name: 'plain',
  decode(entry) {
    const { json } = entry;
    if (!isPlainShape(json)) return null;
    const endpoint = addressFields(json);
    if ('fault' in endpoint) return endpoint;
    const service = textOf(json.name) ?? serviceSegment(entry);
    if (service === undefined) return { fault: 'neither the key nor the value names a service' };
    const metadata = textsOf(json.metadata);
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
