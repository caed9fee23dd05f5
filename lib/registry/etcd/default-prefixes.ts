/** Where the known formats keep their instances when nobody configures them otherwise. */
export const DEFAULT_PREFIXES: readonly string[] = [
  '/services/',
  '/service/',
  '/micro/registry/',
  '/microservices/',
  '/dubbo/',
  '/skydns/',
  '/apisix/',
  '/cse-sr/inst/files/',
  'kitex/registry-etcd/',
  'hertz/registry-etcd/',
  'traefik/',
  'moleculer/',
  'moleculer-',
];
