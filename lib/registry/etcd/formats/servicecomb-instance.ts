import type { Health, Rotation } from '../../../domain/instance';
import { isJsonObject, type JsonObject } from './entry';
import { quote, tagsOf, textOf, textsOf } from './fields';
import type { Belonging, Facts, Fault } from './format';
import { urlAddress } from './url-address';

/** What an instance says of itself; what its service is called stands in another key. */
export type ServicecombInstance = Omit<Facts, 'service'>;

export function servicecombInstance(json: JsonObject): ServicecombInstance | Belonging | Fault {
  const endpoints = tagsOf(json.endpoints);
  // A program that only calls others is registered without an endpoint.
  if (!endpoints) return { belongs: 'consumer without endpoints' };
  const place = firstAddress(endpoints);
  if (!place) return { fault: `endpoints has ${quote(endpoints[0])}, expected a URL with host and port` };
  const center = isJsonObject(json.dataCenterInfo) ? json.dataCenterInfo : {};
  const status = textOf(json.status);
  const region = textOf(center.region);
  const { health, rotation } = readStatus(status);
  return {
    address: place.address,
    port: place.port,
    endpoints,
    version: textOf(json.version),
    metadata: region === undefined ? textsOf(json.properties) : { region, ...textsOf(json.properties) },
    zone: textOf(center.availableZone),
    datacenter: textOf(center.name),
    node: textOf(json.hostName),
    registeredAt: secondsToTime(json.timestamp),
    reported: health && { health, output: status ?? '' },
    rotation,
  };
}

const HEALTH_BY_STATUS: ReadonlyMap<string, Health> = new Map([
  ['UP', 'passing'],
  ['DOWN', 'critical'],
  ['STARTING', 'warning'],
  ['TESTING', 'warning'],
]);

function readStatus(status: string | undefined): { readonly health?: Health; readonly rotation?: Rotation } {
  if (status === undefined) return {};
  if (status === 'OUTOFSERVICE') return { rotation: 'out' };
  return { health: HEALTH_BY_STATUS.get(status) ?? 'unknown' };
}

function firstAddress(endpoints: readonly string[]) {
  for (const endpoint of endpoints) {
    const address = urlAddress(endpoint);
    if (address) return address;
  }
  return undefined;
}

/** Unix seconds, as text, in ISO 8601 UTC. */
function secondsToTime(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^\d{1,11}$/.test(text) ? new Date(Number(text) * 1000).toISOString() : undefined;
}
