export const CONNECT_KINDS = ['consul', 'etcd', 'file'] as const;
export type ConnectKind = (typeof CONNECT_KINDS)[number];

interface ConnectExample {
  readonly label: string;
  readonly words: string;
  readonly example: string;
  readonly more: string;
}

const FILE_EXAMPLE = `registries:
  - kind: etcd
    id: etcd-eu
    endpoints: [https://10.0.0.1:2379, https://10.0.0.2:2379]
    prefixes: [/services/, /microservices/]
    username: reader
    password: \${ETCD_PASSWORD}
  - kind: consul
    id: consul
    address: https://consul.example.com:8501
    token: \${CONSUL_TOKEN}
    datacenters: [dc1, dc2]`;

/** What to set and how to start, by kind. */
export const CONNECT_EXAMPLES: Readonly<Record<ConnectKind, ConnectExample>> = {
  consul: {
    label: 'Consul',
    words: 'The variables of the consul command work as they are. It appears as the registry “consul”.',
    example: 'CONSUL_HTTP_ADDR=http://127.0.0.1:8500 \\\nCONSUL_HTTP_TOKEN=… \\\nnpm start',
    more:
      'Also read: CONSUL_HTTP_TOKEN_FILE, CONSUL_HTTP_AUTH, CONSUL_HTTP_SSL, CONSUL_HTTP_SSL_VERIFY, CONSUL_CACERT, ' +
      'CONSUL_CLIENT_CERT, CONSUL_CLIENT_KEY, CONSUL_NAMESPACE, CONSUL_PARTITION. ' +
      'The token needs node:read and service:read.',
  },
  etcd: {
    label: 'etcd',
    words: 'The variables of etcdctl work as they are. It appears as the registry “etcd”.',
    example: 'ETCDCTL_ENDPOINTS=http://127.0.0.1:2379 \\\nETCDCTL_USER=reader ETCDCTL_PASSWORD=… \\\nnpm start',
    more:
      'Also read: ETCDCTL_CACERT, ETCDCTL_CERT, ETCDCTL_KEY. ROLLCALL_ETCD_PREFIXES names the prefixes to read, ' +
      'separated by commas, where they are not those of a known format; an empty string reads the whole key space.',
  },
  file: {
    label: 'Several',
    words: 'A file rollcall.config.yaml, or the one ROLLCALL_CONFIG names, lists registries with ids of their own.',
    example: FILE_EXAMPLE,
    more:
      'A name in braces after a dollar sign takes a value from the environment. ' +
      'With a registry configured the demo is off; ROLLCALL_DEMO=on keeps it.',
  },
};
