import { hostOf, hostPortOf, portOf, quote } from './fields';
import type { Facts, Fault } from './format';
import { urlAddress, withoutCredentials } from './url-address';

/** An address as a host, `host:port` or URL, or a list of them, of which the first counts; with the port stated beside it. */
export function readEndpoints(stated: unknown, port: unknown): Pick<Facts, 'address' | 'port' | 'endpoints'> | Fault {
  const list: readonly unknown[] = Array.isArray(stated) ? stated : [stated];
  const [first] = list;
  const whole = urlAddress(first) ?? hostPortOf(first);
  const address = whole?.address ?? hostOf(first);
  if (address === undefined) return { fault: `address is ${quote(first)}, expected a host, host:port or URL` };
  const number = port === undefined ? whole?.port : portOf(port);
  if (number === undefined && port === undefined) {
    return { fault: `address is ${quote(first)}, expected host:port, as no port is given beside it` };
  }
  if (number === undefined) return { fault: `port is ${quote(port)}, expected a whole number from 1 to 65535` };
  const endpoints = list.filter((item) => typeof item === 'string').map(withoutCredentials);
  const isTelling = endpoints.length > 1 || endpoints[0]?.includes('://');
  return { address, port: number, endpoints: isTelling ? endpoints : undefined };
}
