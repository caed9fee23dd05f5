import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConsulApi } from '@/lib/registry/consul/consul-api';
import { createPipeline } from '@/lib/registry/consul/pipeline';
import { manualClock } from '../support/manual-clock';
import { eventually } from '../support/wait';

const signal = new AbortController().signal;
const request = (name: string) => `GET /${name} HTTP/1.1\r\n\r\n`;
const answer = (body: string) =>
  `HTTP/1.1 200 OK\r\nX-Consul-Index: 7\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** Gives each connection and the paths asked for on it. */
async function scripted(take: (socket: Socket, paths: readonly string[]) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) =>
      take(
        socket,
        [...bytes.toString().matchAll(/GET \/(\S+)/g)].map(([, path = '']) => path),
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const pipeline = createPipeline(() => connect(port, '127.0.0.1'));
  onTestFinished(() => {
    pipeline.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { pipeline, sockets };
}

describe('a pipeline', () => {
  it('gives each question its own answer, however the bytes come', async () => {
    const { pipeline, sockets } = await scripted((socket, paths) => {
      for (const byte of paths.map(answer).join('')) socket.write(byte);
    });
    const names = Array.from({ length: 50 }, (_, n) => `s${n}`);
    const answers = await Promise.all(names.map((name) => pipeline.ask(request(name), signal)));
    expect(answers.map(({ body }) => body.toString())).toEqual(names);
    expect(answers[0]).toMatchObject({ status: 200, headers: { 'x-consul-index': '7' } });
    expect(sockets.size).toBe(1);
  });

  it("drops the answer to a question that was given up, and not its neighbour's", async () => {
    const { pipeline } = await scripted((socket, paths) => socket.write(paths.map(answer).join('')));
    const end = new AbortController();
    const dropped = pipeline.ask(request('dropped'), end.signal);
    const kept = pipeline.ask(request('kept'), signal);
    end.abort();
    await expect(dropped).rejects.toThrow();
    expect((await kept).body.toString()).toBe('kept');
  });

  it('fails what was asked when the connection is cut, and opens another', async () => {
    let cuts = 1;
    const { pipeline } = await scripted((socket, paths) => {
      if (cuts-- > 0) socket.destroy();
      else socket.write(paths.map(answer).join(''));
    });
    await expect(pipeline.ask(request('cut'), signal)).rejects.toMatchObject({ code: 'unreachable' });
    expect((await pipeline.ask(request('again'), signal)).body.toString()).toBe('again');
    expect(pipeline.works).toBe(true);
  });

  it('leaves a connection on which nobody waits any more', async () => {
    const { pipeline, sockets } = await scripted(() => undefined);
    const end = new AbortController();
    const silent = pipeline.ask(request('silent'), end.signal);
    await eventually(() => sockets.size === 1);
    end.abort();
    await expect(silent).rejects.toThrow();
    await eventually(() => [...sockets].every((socket) => socket.destroyed || socket.readableEnded));
  });

  it('is not given up for one refusal', async () => {
    const { pipeline } = await scripted((socket) =>
      socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
    );
    await expect(pipeline.ask(request('a'), signal)).rejects.toMatchObject({ code: 'unreachable' });
    expect(pipeline.works).toBe(true);
  });

  it.each([
    ['a chunked answer', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n'],
    ['the last of its connection', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]'],
    ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n[]'],
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['no end', 'x'.repeat(100_000)],
  ])('knows that it is no use where it meets %s', async (_, bytes) => {
    const { pipeline } = await scripted((socket) => socket.write(bytes));
    await expect(pipeline.ask(request('a'), signal)).rejects.toMatchObject({ code: 'unreachable' });
    expect(pipeline.works).toBe(false);
  });
});

it('probes behind a proxy that is no use for pipelines are asked one by one, with the token and the path prefix', async () => {
  const asked: (readonly [string | undefined, unknown])[] = [];
  const server = createHttpServer((incoming, outgoing) => {
    asked.push([incoming.url, incoming.headers['x-consul-token']]);
    outgoing.setHeader('X-Consul-Index', '9');
    outgoing.write('[');
    outgoing.end(']');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const options = { id: 'consul', address: `http://127.0.0.1:${port}/behind`, token: 's3cret', datacenter: 'east' };
  const api = createConsulApi(options, manualClock());
  onTestFinished(() => {
    api.close();
    server.close();
  });
  const probe = () => api.read({ path: '/v1/x', isProbe: true }, signal);
  await eventually(async () => (await probe()).index === 9n);
  expect(new Set(asked.map((one) => one.join()))).toEqual(new Set(['/behind/v1/x?dc=east,s3cret']));
});
