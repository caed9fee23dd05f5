import type { JsonObject } from './entry';
import { hostOf, portOf, quote } from './fields';
import type { Fault } from './format';

/** Whether the JSON has the shape of a plain layout; Curator's differs only by its registration time. */
export function isPlainShape(json: JsonObject | null): json is JsonObject {
  return json !== null && 'address' in json && 'port' in json && !('registrationTimeUTC' in json);
}

/** `address` and `port` of the plain layouts, or what is wrong with them. */
export function addressFields(json: JsonObject): { readonly address: string; readonly port: number } | Fault {
  const address = hostOf(json.address);
  if (address === undefined) return { fault: `address is ${quote(json.address)}, expected a host name or IP address` };
  const port = portOf(json.port);
  if (port === undefined) return { fault: `port is ${quote(json.port)}, expected a whole number from 1 to 65535` };
  return { address, port };
}
