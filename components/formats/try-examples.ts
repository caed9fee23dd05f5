/** A key and value to begin with. */
export interface TryExample {
  readonly label: string;
  readonly key: string;
  readonly value: string;
}

/** As the frameworks write them, and one that none does. */
export const TRY_EXAMPLES: readonly TryExample[] = [
  {
    label: 'Kratos',
    key: '/microservices/user.service/6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    value: JSON.stringify(
      {
        id: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
        name: 'user.service',
        version: 'v1.2.0',
        metadata: { weight: '100', region: 'eu' },
        endpoints: ['http://10.0.0.1:8000', 'grpc://10.0.0.1:9000'],
      },
      null,
      2,
    ),
  },
  {
    label: 'go-micro',
    key: '/micro/registry/greeter/greeter-3f0c2c1e-7d0f-4f7e-9a57-2b7a1c7a1d11',
    value: JSON.stringify(
      {
        name: 'greeter',
        version: 'latest',
        metadata: null,
        endpoints: null,
        nodes: [
          {
            metadata: { protocol: 'grpc', server: 'grpc' },
            id: 'greeter-3f0c2c1e-7d0f-4f7e-9a57-2b7a1c7a1d11',
            address: '10.0.0.5:41233',
          },
        ],
      },
      null,
      2,
    ),
  },
  { label: 'go-zero', key: 'user.rpc/7587870301247113747', value: '10.0.0.1:8080' },
  {
    label: 'Kitex',
    key: 'kitex/registry-etcd/echo/10.0.0.1:8888',
    value: JSON.stringify(
      { network: 'tcp', address: '10.0.0.1:8888', weight: 10, tags: { idc: 'lf', version: 'v2' } },
      null,
      2,
    ),
  },
  {
    label: 'rpcx',
    key: '/rpcx_test/Arith/tcp@127.0.0.1:8972',
    value: 'calls=0.00&connections=0.00&group=a&weight=5',
  },
  {
    label: 'Dubbo',
    key: `/dubbo/greet.GreetService/providers/${encodeURIComponent(
      'tri://127.0.0.1:20000/greet.GreetService?application=dubbo_server&interface=greet.GreetService' +
        '&methods=Greet&release=dubbo-golang-3.0.0&side=provider&timestamp=1722247264&weight=100',
    )}`,
    value: '',
  },
  {
    label: 'Plain JSON',
    key: '/services/orders/orders-1',
    value: JSON.stringify(
      {
        name: 'orders',
        address: '10.0.0.7',
        port: 8080,
        version: '1.4.0',
        health: { status: 'draining', message: 'taken out by hand' },
        metadata: { zone: 'eu-1a' },
      },
      null,
      2,
    ),
  },
  { label: 'Not readable', key: '/services/orders/orders-2', value: '{\n  "host name": "10.0.0.8"\n}' },
];
