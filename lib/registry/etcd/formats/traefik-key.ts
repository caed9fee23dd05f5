import type { Entry } from './entry';
import type { Belonging } from './format';

/** A key of one server; Traefik takes names in capitals for the same, as here all but `service` and `written` are. */
export interface ServerKey {
  readonly protocol: string;
  readonly service: string;
  /** The server's place in the list, as written. */
  readonly number: string;
  /** What all keys of the server have in common. */
  readonly server: string;
  readonly option: string;
  /** The option as the key has it. */
  readonly written: string;
}

const SERVICE = /^(.+)\/(http|tcp|udp)\/services\/([^/]+)\/loadbalancer\/(.+)$/i;
const LOAD_BALANCER = /\/loadbalancer\//i;
const SERVER = /^servers\/([^/]+)\/([^/]+)$/i;

/** What a key says by itself. Under the root `traefik` everything is Traefik's, elsewhere a load balancer alone. */
export function traefikKey(entry: Entry): ServerKey | Belonging | null {
  const { key } = entry;
  const isOwn = key.startsWith('traefik/');
  if (!isOwn && (entry.segments.length < 6 || !LOAD_BALANCER.test(key))) return null;
  const [, root, protocol = '', service = '', path = ''] = SERVICE.exec(key) ?? [];
  if (root === undefined) return isOwn ? { belongs: configuration(entry.segments) } : null;
  const [, number, written] = SERVER.exec(path) ?? [];
  if (number === undefined || written === undefined) return { belongs: loadBalancerSetting(path) };
  const server = `${root}/${`${protocol}/services/${service}/${number}`.toLowerCase()}`;
  return { protocol: protocol.toLowerCase(), service, number, server, option: written.toLowerCase(), written };
}

function loadBalancerSetting(path: string): string {
  return /^healthcheck\//i.test(path) ? 'health check of a service' : 'setting of a service';
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['routers', 'router'],
  ['middlewares', 'middleware'],
  ['serverstransports', 'servers transport'],
  ['services', 'service made of others'],
]);

function configuration([, protocol = '', kind = '']: readonly string[]): string {
  if (protocol.toLowerCase() === 'tls') return 'TLS configuration';
  return KINDS.get(kind.toLowerCase()) ?? 'configuration';
}
