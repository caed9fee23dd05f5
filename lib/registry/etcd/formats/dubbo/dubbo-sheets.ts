import type { FactSheet } from '../../../../domain/fact-sheet';

const CLIENTS_LAST = 'clients get an empty list, unless enable-empty-protection=true keeps the last one';

export const interfaceSheet: FactSheet = {
  format: 'dubbo-interface',
  title: 'Dubbo, interface level',
  source:
    'apache/dubbo-go registry/etcdv3/registry.go; apache/dubbo-spi-extensions EtcdRegistry.java, JEtcdClientWrapper.java',
  keys: '/dubbo/<interface>/providers/<percent-encoded URL>',
  value: 'nothing that counts: empty (Go), the lease id or a hash (Java); the URL in the key says everything',
  lease: { ttlSeconds: 30, note: 'kept alive; Java providers share one lease per client, dynamic=false has none' },
  writesAgain: 'no; both put all keys again when their session is lost',
  deletion: { kind: 'sticks', until: 'the session is lost or the provider restarts' },
  edit: { kind: 'impossible', because: 'the key itself is the data' },
  drain: { kind: 'rule', writes: 'a configurator with disabled=true for its host:port' },
  weight: {
    default: 100,
    zero: 'skipped',
    note: 'the URL’s weight after configurators; load balancers give 0 no calls while another is there; warm-up over 10 min is not shown',
  },
  last: CLIENTS_LAST,
  clients: 'disabled=true, enabled=false, weight 0 and routing rules stop calls; the value and dynamic are ignored',
  terms: {
    service: 'application',
    instance: 'provider',
    rotation: 'disabled, enabled, configurators',
    weight: 'weight',
    tags: 'dubbo.tag',
    registeredAt: 'timestamp',
  },
};

export const applicationSheet: FactSheet = {
  format: 'dubbo-application',
  title: 'Dubbo, application level',
  source: 'apache/dubbo-go registry/etcdv3/service_discovery.go; apache/dubbo-spi-extensions EtcdServiceDiscovery.java',
  keys: '/services/<application>/<host:port>, with backslashes where Java runs on Windows',
  value: 'JSON: ServiceName, Host, Port, Weight, Metadata (Go); serviceName, host, port, metadata (Java)',
  lease: { ttlSeconds: 30, note: 'kept alive; put again when the session is lost' },
  writesAgain: 'only when the exported metadata changes its revision',
  deletion: { kind: 'sticks', until: 'the session is lost, or the provider exports or restarts' },
  edit: { kind: 'sticks', until: 'the provider exports again' },
  drain: { kind: 'park' },
  weight: { default: 100, zero: 'default', note: 'dubbo-go takes 0 and less for 100; Java writes none here' },
  last: CLIENTS_LAST,
  clients: 'they route to every key that is there, by the rules of the configuration; Enable and Healthy are ignored',
  terms: {
    service: 'ServiceName',
    address: 'Host',
    port: 'Port',
    weight: 'Weight',
    metadata: 'Metadata',
    endpoints: 'dubbo.endpoints',
    tags: 'Tag',
  },
};
