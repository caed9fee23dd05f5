import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsulClient, consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { watchConsulServer } from '../support/consul-watch';

/** As each framework registers itself; `agent` through the agent, `catalog` as something outside does. */
const REGISTERED = [
  {
    name: 'kratos',
    service: {
      Tags: ['version=v1.4.0'],
      Address: '10.0.0.1',
      Port: 9000,
      TaggedAddresses: {
        http: { Address: 'http://10.0.0.1:8000', Port: 8000 },
        grpc: { Address: 'grpc://10.0.0.1:9000', Port: 9000 },
      },
    },
    seen: {
      format: 'kratos',
      version: 'v1.4.0',
      address: '10.0.0.1',
      port: 9000,
      endpoints: ['grpc://10.0.0.1:9000', 'http://10.0.0.1:8000'],
    },
  },
  {
    name: 'go-micro',
    service: {
      Address: '10.0.0.2',
      Port: 41233,
      Tags: [
        't-789cab562a28ca2fc94fcecf51b2524a2f2a4856aa0500468306d9',
        'v-789ccb492c492d2e010008cc028e',
        'e-not-packed',
      ],
    },
    seen: {
      format: 'go-micro',
      version: 'latest',
      tags: ['e-not-packed'],
      metadata: expect.objectContaining({ protocol: 'grpc' }),
    },
  },
  {
    name: 'go-micro-old',
    service: { Port: 80, Tags: ['t={"protocol":"http"}', 'v=1.0', 'e={"name":"Say.Hello"}'] },
    seen: {
      format: 'go-micro',
      version: '1.0',
      tags: [],
      metadata: expect.objectContaining({ protocol: 'http', endpoints: 'Say.Hello' }),
    },
  },
  {
    name: 'spring',
    service: { Address: '10.0.0.3', Port: 8443, Meta: { secure: 'true', zone: 'eu-1', group: 'blue' } },
    seen: { format: 'spring', zone: 'eu-1', endpoints: ['https://10.0.0.3:8443'] },
  },
  {
    name: 'hertz',
    service: {
      ID: 'hertz:10.0.0.4:8888',
      Address: '10.0.0.4',
      Port: 8888,
      Tags: ['env:prod', 'canary'],
      Weights: { Passing: 10, Warning: 10 },
    },
    seen: { format: 'hertz', weight: 10, metadata: { env: 'prod', canary: '' } },
  },
  {
    name: 'goframe',
    service: {
      ID: 'goframe-v2-10.0.0.5:80',
      Address: '10.0.0.5',
      Port: 80,
      Tags: ['v2'],
      Meta: { metadata: '{"insecure":true,"color":"red"}', version: 'v2' },
    },
    seen: { format: 'goframe', version: 'v2', metadata: { version: 'v2', insecure: 'true', color: 'red' } },
  },
  {
    name: 'plain',
    service: { Port: 80, Tags: ['http', 'v1.2.3'], Meta: { zone: 'a' } },
    seen: { format: 'consul', version: 'v1.2.3', zone: 'a', tags: ['http', 'v1.2.3'] },
  },
] as const;

describe.skipIf(withoutConsul)('framework conventions through a real agent', () => {
  let consul: ConsulServer;
  let client: ConsulClient;
  beforeAll(async () => {
    consul = await startConsul();
    client = consulClient(consul.address);
  });
  afterAll(() => consul[Symbol.asyncDispose]());

  it.each(REGISTERED)('reads $name', async ({ name, service, seen }) => {
    await client.register({ Name: name, ...service });
    await using watch = await watchConsulServer(consul);
    expect(watch.only(name)).toMatchObject(seen);
  });

  it('reads services of consul-k8s and consul-esm, which live on nodes without an agent', async () => {
    await client.registerInCatalog({
      Node: 'worker-virtual',
      Address: '10.0.1.1',
      NodeMeta: { 'synthetic-node': 'true' },
      Service: { Service: 'pod', Port: 80, Meta: { 'pod-name': 'pod-1', 'k8s-namespace': 'shop' } },
      Check: { CheckID: 'ready', Name: 'Kubernetes Readiness Check', Status: 'critical', ServiceID: 'pod' },
    });
    await client.registerInCatalog({
      Node: 'printer',
      Address: '10.0.1.2',
      NodeMeta: { 'external-node': 'true', 'external-probe': 'true' },
      Service: { Service: 'printing', Port: 631 },
      Check: { CheckID: 'externalNodeHealth', Name: 'External Node Status', Status: 'critical' },
    });
    await using watch = await watchConsulServer(consul);
    expect(watch.only('pod')).toMatchObject({ format: 'kubernetes', health: 'critical', node: 'worker-virtual' });
    expect(watch.only('printing')).toMatchObject({ format: 'esm', health: 'critical' });
  });
});
