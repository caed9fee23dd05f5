import { createAssembly } from './assembly';
import type { JsonObject } from './entry';
import { quote, textOf } from './fields';
import type { Fault, Format, Reading } from './format';
import { type ServicecombInstance, servicecombInstance } from './servicecomb-instance';

/** `/cse-sr/inst/files/<domain>/<project>/<service>/<instance>`; the service's name stands in its definition. */
export const servicecomb: Format = {
  name: 'servicecomb',
  prefixes: ['/cse-sr/inst/', '/cse-sr/ms/files/'],
  marks: [],
  claims: '/cse-sr/',
  sheet: {
    format: 'servicecomb',
    title: 'Apache ServiceComb',
    source: 'apache/servicecomb-service-center datasource/etcd/path/key_generator.go, datasource/etcd/ms.go',
    keys: '/cse-sr/inst/files/<domain>/<project>/<service id>/<instance id>, definitions under /cse-sr/ms/files/',
    value: 'JSON: endpoints[] of URLs, hostName, status, properties, healthCheck, timestamp, dataCenterInfo, version',
    lease: { ttlSeconds: 120, note: 'interval 30 s times 4; the service center renews it at every heartbeat' },
    writesAgain: 'no; heartbeats reach the service center, which renews the lease alone',
    deletion: { kind: 'sticks', until: 'the program registers again with the service center' },
    edit: { kind: 'impossible', because: 'only the service center may write here; its REST API sets the status' },
    last: 'clients see an empty list',
    drain: { kind: 'impossible', because: 'only the service center may write here; its REST API sets OUTOFSERVICE' },
    weight: { default: null, zero: 'none', note: 'the registry knows no weight' },
    clients: 'they route to status UP only; the absence of the key is noticed by the service center, which tells them',
    terms: {
      service: 'serviceName',
      health: 'status',
      rotation: 'status',
      metadata: 'properties',
      node: 'hostName',
      zone: 'dataCenterInfo.availableZone',
      datacenter: 'dataCenterInfo.name',
      namespace: 'domain/project',
      registeredAt: 'timestamp',
    },
  },
  decode({ key, segments, json }) {
    if (!key.startsWith('/cse-sr/')) return null;
    const [, kind, part, domain, project, service, instance, ...more] = segments;
    const isInstance = kind === 'inst' && part === 'files';
    if (!isInstance && !(kind === 'ms' && part === 'files')) return { belongs: belongingOf(kind, part) };
    if (service === undefined || more.length > 0 || isInstance !== (instance !== undefined)) {
      return { fault: `the key lacks domain/project/service${isInstance ? '/instance' : ''} after files, or has more` };
    }
    const topic = `${domain}/${project}/${service}`;
    if (!json) return { fault: `the value is not a JSON object, expected ${isInstance ? 'an instance' : 'a service'}` };
    if (!isInstance) return readDefinition(topic, json);
    const read = servicecombInstance(json);
    if ('fault' in read || 'belongs' in read) return read;
    return assembly.piece(`${topic}/${instance}`, read, [topic]);
  },
};

function belongingOf(kind: string | undefined, part: string | undefined): string {
  if (kind === 'inst') return part === 'leases' ? 'lease id of an instance' : 'instance data of the service center';
  return kind === 'ms' ? 'service data of the service center' : 'data of the service center';
}

interface Definition {
  readonly serviceName: string;
  readonly version: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

function readDefinition(topic: string, json: JsonObject): Reading | Fault {
  const serviceName = textOf(json.serviceName);
  if (serviceName === undefined) return { fault: `serviceName is ${quote(json.serviceName)}, expected a name` };
  const told = ['appId', 'environment'].flatMap((name) => {
    const text = textOf(json[name]);
    return text === undefined ? [] : [[name, text]];
  });
  const definition = { serviceName, version: textOf(json.version), metadata: Object.fromEntries(told) };
  return assembly.rule(topic, definition, 'service definition');
}

const assembly = createAssembly<ServicecombInstance, Definition>({
  name: 'servicecomb',
  assemble: ({ name, pieces, rules }) => {
    const [domain, project, id = name] = name.split('/');
    const definition = rules[0]?.data;
    return pieces.map(({ key, data }) => {
      const facts = {
        ...data,
        service: definition?.serviceName ?? id,
        version: data.version ?? definition?.version,
        metadata: { ...definition?.metadata, ...data.metadata },
        namespace: `${domain}/${project}`,
      };
      return { part: 'instance', format: 'servicecomb', facts, key };
    });
  },
});
