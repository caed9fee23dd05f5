import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createSystemResolve } from '@/lib/checks/system-resolve';
import { freePort } from '../support/free-port';
import { httpProbe, httpServer, listening, probing } from '../support/probing';
import { eventually } from '../support/wait';

const TCP = { kind: 'tcp' } as const;
const NOT_ALLOWED = { status: 'unknown', output: expect.stringContaining('not among those that may be dialled') };
const silent = () => listening(createServer((socket) => socket.resume()));

describe('a TCP probe', () => {
  it('is passing where a connection is taken, and hangs up', async () => {
    let hasHungUp = false;
    await using server = await listening(
      createServer((socket) => {
        socket.resume().on('close', () => {
          hasHungUp = true;
        });
      }),
    );
    expect(await probing(TCP, server)).toMatchObject({ status: 'passing', output: 'connected' });
    await eventually(() => hasHungUp);
  });

  it('is critical where the connection is refused', async () => {
    const found = await probing(TCP, { port: await freePort() });
    expect(found).toMatchObject({ status: 'critical', output: 'connection refused' });
  });
});

describe('what is dialled', () => {
  it.each([
    ['127.0.0.1', ['0.0.0.0/0']],
    ['127.0.0.1', []],
    ['::ffff:127.0.0.1', ['0.0.0.0/0', '::/0', '::ffff:0:0/96']],
    ['::ffff:7f00:1', ['::/0']],
    ['0.0.0.0', ['127.0.0.0/8', '0.0.0.0/0']],
  ])('is not %s while only %j is listed, though a server listens there', async (host, allow) => {
    await using server = await silent();
    expect(await probing(TCP, { port: server.port, host, allow })).toMatchObject(NOT_ALLOWED);
    expect(server.connections()).toBe(0);
  });

  it.each([
    ['orders.internal', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['localtest.example', '::ffff:127.0.0.1'],
    ['metadata.example', '169.254.169.254'],
  ])('is not what the name %s resolves to where %s is not listed', async (host, address) => {
    await using server = await silent();
    const resolve = async () => [address];
    expect(await probing(TCP, { port: server.port, host, resolve, allow: ['0.0.0.0/0'] })).toMatchObject(NOT_ALLOWED);
    expect(server.connections()).toBe(0);
  });

  it('is the address that was judged: a name that resolves to another one later is not asked again', async () => {
    await using server = await httpServer((request, response) => response.end(request.headers.host));
    const answers = ['127.0.0.1', '127.0.0.9'];
    let asked = 0;
    const resolve = async () => [answers[asked++] ?? ''];
    const body = { contains: `rebinding.test:${server.port}`, maxBytes: 100 };
    const host = 'rebinding.test';
    const first = await probing(httpProbe({ body }), { port: server.port, host, resolve, allow: ['127.0.0.1'] });
    expect(first).toMatchObject({ status: 'passing' });
    expect(asked).toBe(1);
    const second = await probing(httpProbe({ body }), { port: server.port, host, resolve, allow: ['127.0.0.1'] });
    expect(second).toMatchObject(NOT_ALLOWED);
    expect(server.connections()).toBe(1);
  });

  it('is the first listed address of a name with several', async () => {
    await using server = await silent();
    const resolve = async () => ['10.1.1.1', '::1', '127.0.0.1'];
    expect(await probing(TCP, { port: server.port, host: 'many.test', resolve })).toMatchObject({ status: 'passing' });
  });

  it.each(['', '-a', '/tmp/socket', 'a b', 'a\r\nb', '[::1]', 'unix:/x', 'user@host', 'x'.repeat(300), 'fe80::1%lo'])(
    'is no host like %j',
    async (host) => {
      const found = await probing(TCP, { host, port: 80, resolve: async () => ['127.0.0.1'] });
      expect(found.status).toBe('unknown');
    },
  );

  it.each([0, -1, 65_536, 1.5, Number.NaN])('is no port like %d', async (port) => {
    expect((await probing(TCP, { port })).status).toBe('unknown');
  });

  it('is nothing where a name is not known, has no address, or is not answered in time', async () => {
    const unknown = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    const asked = { port: 80, host: 'no.test' };
    expect(await probing(TCP, { ...asked, resolve: unknown })).toMatchObject({ output: 'the name is not known' });
    expect(await probing(TCP, { ...asked, resolve: async () => [] })).toMatchObject({ status: 'critical' });
    const never = () => new Promise<readonly string[]>(() => {});
    expect(await probing(TCP, { ...asked, resolve: never, timeoutMs: 50 })).toMatchObject({
      status: 'critical',
      output: 'no answer within 0.05 s',
    });
  });
});

describe('the names of the system', () => {
  it('are looked up two at a time, once for all who ask meanwhile', async () => {
    const looked: string[] = [];
    const answers = new Map<string, (addresses: string[]) => void>();
    const resolve = createSystemResolve((host) => {
      looked.push(host);
      return new Promise((answer) => answers.set(host, answer));
    });
    const { signal } = new AbortController();
    const end = new AbortController();
    const [a, alsoA, b, c] = ['a', 'a', 'b', 'c'].map((host) => resolve(host, signal));
    const left = resolve('a', end.signal);
    end.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(looked).toEqual(['a', 'b']);
    answers.get('a')?.(['10.0.0.1']);
    expect(await a).toEqual(['10.0.0.1']);
    expect(await alsoA).toEqual(['10.0.0.1']);
    await eventually(() => looked.length === 3);
    answers.get('b')?.([]);
    answers.get('c')?.([]);
    expect(await Promise.all([b, c])).toEqual([[], []]);
  });

  it('include those of the hosts file', async () => {
    const addresses = await createSystemResolve()('localhost', new AbortController().signal);
    expect(addresses.some((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
  });
});
