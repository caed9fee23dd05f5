import type { z } from 'zod';
import { checkSetting } from './config-issues';
import { consulSchema, etcdSchema, type RegistryConfig, spread } from './config-registries';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The registries that the variables of `etcdctl` and `consul` name, with ids `etcd` and `consul`.
 * @param fail called with a sentence for a value that is not as expected
 */
export function* environmentRegistries(
  environment: Environment,
  fail: (message: string) => never,
): Generator<RegistryConfig> {
  if (environment.ETCDCTL_ENDPOINTS) yield parse(etcdSchema, etcd(environment), 'ETCDCTL_*', fail);
  if (environment.CONSUL_HTTP_ADDR) yield* spread(parse(consulSchema, consul(environment), 'CONSUL_*', fail));
}

function etcd(environment: Environment): unknown {
  const isSecure = Boolean(environment.ETCDCTL_CACERT ?? environment.ETCDCTL_CERT);
  const [user, ...rest] = (environment.ETCDCTL_USER ?? '').split(':');
  return defined({
    kind: 'etcd',
    id: 'etcd',
    endpoints: list(environment.ETCDCTL_ENDPOINTS).map((endpoint) => withScheme(endpoint, isSecure)),
    prefixes: prefixes(environment.ROLLCALL_ETCD_PREFIXES),
    username: user || undefined,
    password: environment.ETCDCTL_PASSWORD ?? (rest.length > 0 ? rest.join(':') : undefined),
    tls: tls(environment.ETCDCTL_CACERT, environment.ETCDCTL_CERT, environment.ETCDCTL_KEY),
  });
}

/** An empty text is the whole key space; a comma too many is not. */
function prefixes(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  return text.trim() === '' ? [''] : list(text);
}

function consul(environment: Environment): unknown {
  const verify = !isFalse(environment.CONSUL_HTTP_SSL_VERIFY);
  const isSecure = isTrue(environment.CONSUL_HTTP_SSL);
  return defined({
    kind: 'consul',
    id: 'consul',
    address: consulAddress(environment.CONSUL_HTTP_ADDR ?? '', isSecure),
    token: environment.CONSUL_HTTP_TOKEN,
    tokenFile: environment.CONSUL_HTTP_TOKEN_FILE,
    httpAuth: environment.CONSUL_HTTP_AUTH,
    namespace: environment.CONSUL_NAMESPACE,
    partition: environment.CONSUL_PARTITION,
    tls: tls(environment.CONSUL_CACERT, environment.CONSUL_CLIENT_CERT, environment.CONSUL_CLIENT_KEY, verify),
  });
}

function tls(ca: string | undefined, cert: string | undefined, key: string | undefined, verify = true): unknown {
  if (!ca && !cert && !key && verify) return undefined;
  return defined({ ca, cert, key, verify: verify ? undefined : false });
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  source: string,
  fail: (message: string) => never,
): z.output<Schema> {
  const result = checkSetting(schema, value);
  if ('value' in result) return result.value;
  return fail(result.issues.map((issue) => `${source}, ${issue}`).join('\n'));
}

function withScheme(address: string, isSecure: boolean): string {
  return /^[a-z]+:\/\//i.test(address) ? address : `${isSecure ? 'https' : 'http'}://${address}`;
}

/** As the official client: TLS that was asked for is not taken back by an `http://` before the address. */
function consulAddress(address: string, isSecure: boolean): string {
  return withScheme(isSecure ? address.replace(/^http:\/\//i, '') : address, isSecure);
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

function isTrue(text: string | undefined): boolean {
  return /^(1|t|true)$/i.test(text ?? '');
}

function isFalse(text: string | undefined): boolean {
  return /^(0|f|false)$/i.test(text ?? '');
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
