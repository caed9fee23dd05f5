import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONNECTION_LIMIT } from '@/lib/registry/consul/consul-http';
import { inParallel } from '@/lib/registry/in-parallel';
import { type ConsulClient, consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { watchConsulServer } from '../support/consul-watch';
import { eventually } from '../support/wait';

const SERVICES = 500;

describe.skipIf(withoutConsul)('500 services of a real Consul', () => {
  let consul: ConsulServer;
  let client: ConsulClient;
  beforeAll(async () => {
    consul = await startConsul();
    client = consulClient(consul.address);
    const names = Array.from({ length: SERVICES }, (_, n) => `svc-${n}`);
    await inParallel(names, 8, (name) => write(name, {}));
  });
  afterAll(() => consul[Symbol.asyncDispose]());

  const write = (name: string, service: object) =>
    client.registerInCatalog({
      Node: 'outside',
      Address: '10.0.0.9',
      SkipNodeUpdate: true,
      Service: { Service: name, Port: 80, ...service },
    });

  it('sees a change elsewhere within a second, whatever it is', async () => {
    await using watch = await watchConsulServer(consul);
    const { collector } = watch;
    const changes: [string, () => Promise<void>, () => boolean][] = [
      ['port', () => write('svc-100', { Port: 81 }), () => collector.instances('svc-100')[0]?.port === 81],
      ['meta', () => write('svc-200', { Meta: { a: 'b' } }), () => watch.only('svc-200').metadata.a === 'b'],
      ['tag', () => write('svc-300', { Tags: ['x'] }), () => watch.only('svc-300').tags[0] === 'x'],
      ['instance', () => write('svc-400', { ID: 'second' }), () => collector.instances('svc-400').length === 2],
      [
        'check',
        () =>
          client.registerInCatalog({
            Node: 'outside',
            SkipNodeUpdate: true,
            Address: '10.0.0.9',
            Check: { CheckID: 'c', Name: 'c', Status: 'warning', ServiceID: 'svc-450' },
          }),
        () => watch.only('svc-450').health === 'warning',
      ],
    ];
    const took: Record<string, number> = {};
    for (const [what, change, isSeen] of changes) {
      await change();
      const start = performance.now();
      await collector.until(isSeen);
      took[what] = performance.now() - start;
    }
    for (const ms of Object.values(took)) expect(ms, JSON.stringify(took)).toBeLessThan(1_000);
  });

  it('sees a change of a service somebody looks at in milliseconds', async () => {
    await using watch = await watchConsulServer(consul);
    const end = watch.registry.focus?.('svc-250');
    const times: number[] = [];
    for (let port = 1_000; port < 1_020; port += 1) {
      await write('svc-250', { Port: port });
      const start = performance.now();
      await watch.collector.until(() => watch.only('svc-250').port === port);
      times.push(performance.now() - start);
    }
    end?.();
    const median = times.sort((a, b) => a - b)[10];
    expect(median, times.join()).toBeLessThan(50);
  });

  it(`never has more than ${CONNECTION_LIMIT} connections`, async () => {
    let open = 0;
    let most = 0;
    const counting = createServer((socket) => {
      open += 1;
      most = Math.max(most, open);
      const server = connect(consul.port, '127.0.0.1');
      socket.pipe(server).pipe(socket);
      const close = () => {
        socket.destroy();
        server.destroy();
      };
      for (const end of [socket, server]) end.on('error', close).on('close', close);
      socket.on('close', () => {
        open -= 1;
      });
    });
    await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve));
    const address = counting.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    {
      await using watch = await watchConsulServer({ address: `http://127.0.0.1:${address.port}` });
      for (let n = 0; n < SERVICES; n += 5) watch.registry.focus?.(`svc-${n}`);
      await inParallel(
        Array.from({ length: 60 }, (_, n) => n),
        4,
        (n) => write(`svc-${n}`, { Port: 5_000 + n }),
      );
      await Promise.all(Array.from({ length: 60 }, () => watch.registry.describe(AbortSignal.timeout(10_000))));
      await watch.collector.until(() =>
        Array.from({ length: 60 }, (_, n) => watch.only(`svc-${n}`).port === 5_000 + n).every(Boolean),
      );
    }
    await eventually(() => open === 0);
    await new Promise((resolve) => counting.close(resolve));
    expect(most).toBeGreaterThan(30);
    expect(most).toBeLessThanOrEqual(CONNECTION_LIMIT);
  });
});
