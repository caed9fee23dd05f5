import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeCertificates } from '../support/certificates';
import { freePort } from '../support/free-port';
import { httpProbe, httpServer, listening, probing } from '../support/probing';
import { eventually } from '../support/wait';

const MEBIBYTE = Buffer.alloc(1_048_576, 'x');

describe('an HTTP probe', () => {
  it('sends its method, path and headers, and is passing for an expected status', async () => {
    const seen: unknown[] = [];
    await using server = await httpServer((request, response) => {
      const { method, url, headers } = request;
      seen.push({ method, url, token: headers['x-token'], host: headers.host });
      response.writeHead(204).end();
    });
    const probe = httpProbe({ method: 'HEAD', path: '/ready?deep=1', headers: { 'X-Token': 's3cret' } });
    expect(await probing(probe, server)).toMatchObject({ status: 'passing', output: 'HTTP 204' });
    expect(seen).toEqual([{ method: 'HEAD', url: '/ready?deep=1', token: 's3cret', host: `127.0.0.1:${server.port}` }]);
  });

  it.each([
    [200, 'critical'],
    [401, 'passing'],
    [403, 'passing'],
    [404, 'critical'],
    [418, 'passing'],
    [503, 'critical'],
  ])('judges %d by the statuses it expects: %s', async (code, status) => {
    await using server = await httpServer((_, response) => response.writeHead(code).end('no matter'));
    const statuses = [
      { from: 401, to: 403 },
      { from: 418, to: 418 },
    ];
    expect(await probing(httpProbe({ statuses }), server)).toMatchObject({ status, output: `HTTP ${code}` });
  });

  it('follows no redirect', async () => {
    await using target = await httpServer((_, response) => response.end());
    await using server = await httpServer((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${target.port}/` }).end(),
    );
    const output = 'HTTP 302; redirects are not followed';
    expect(await probing(httpProbe(), server)).toMatchObject({ status: 'critical', output });
    expect(target.connections()).toBe(0);
  });

  it('finds its text in the body, across pieces', async () => {
    await using server = await httpServer(async (_, response) => {
      for (const piece of ['{"sta', 'tus":"U', 'P"}']) {
        await new Promise((resolve) => response.write(piece, resolve));
      }
      response.end();
    });
    const body = (contains: string) => httpProbe({ body: { contains, maxBytes: 100 } });
    expect(await probing(body('"status":"UP"'), server)).toMatchObject({ status: 'passing' });
    expect(await probing(body('"status":"DOWN"'), server)).toMatchObject({
      status: 'critical',
      output: 'HTTP 200, without the expected text in its first 100 bytes',
    });
  });

  it('reads no further than its limit of a body of 5 MB', async () => {
    let written = 0;
    await using server = await httpServer(async (_, response) => {
      response.on('error', () => {});
      for (; written < 5 && !response.destroyed; written += 1) {
        const isMore = response.write(MEBIBYTE);
        if (!isMore) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      }
      response.end('ready');
    });
    const found = await probing(httpProbe({ body: { contains: 'ready', maxBytes: 4096 } }), server);
    expect(found).toMatchObject({ status: 'critical', output: expect.stringContaining('first 4096 bytes') });
    expect(written).toBeLessThan(5);
  });

  it('waits no longer for a server that answers late than its time', async () => {
    let wasCut = false;
    await using server = await httpServer((request) => {
      request.on('close', () => {
        wasCut = true;
      });
    });
    const found = await probing(httpProbe(), { port: server.port, timeoutMs: 100 });
    expect(found).toMatchObject({ status: 'critical', output: 'no answer within 0.1 s' });
    await eventually(() => wasCut);
  });

  it('waits no longer for a body that hangs or drips than its time', async () => {
    const drips = new Set<NodeJS.Timeout>();
    await using server = await httpServer((request, response) => {
      response.write('begun');
      if (request.url !== '/drip') return;
      const drip = setInterval(() => response.write('.'), 10);
      drips.add(drip);
      response.on('close', () => {
        clearInterval(drip);
        drips.delete(drip);
      });
    });
    for (const path of ['/hang', '/drip']) {
      const probe = httpProbe({ path, body: { contains: 'ready', maxBytes: 65_536 } });
      expect(await probing(probe, { port: server.port, timeoutMs: 150 })).toMatchObject({
        status: 'critical',
        output: 'no answer within 0.15 s',
      });
    }
    await eventually(() => drips.size === 0);
  });

  it('reads no body that it does not need', async () => {
    await using server = await httpServer((_, response) => response.write('and then nothing'));
    expect(await probing(httpProbe(), server)).toMatchObject({ status: 'passing' });
  });

  it.each([
    ['what is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'the answer is not HTTP'],
    ['nothing', '', 'the connection was cut'],
    ['headers without end', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`, 'the headers of the answer are too large'],
    ['another protocol', 'HTTP/1.1 101 Hi\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', 'closed without an answer'],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab', 'the connection was cut'],
  ])('is critical for a server that says %s', async (_, said, output) => {
    await using server = await listening(
      createTcpServer((socket) => {
        socket.on('data', () => socket.end(said));
      }),
    );
    const probe = httpProbe({ body: { contains: 'ready', maxBytes: 100 } });
    expect(await probing(probe, server)).toMatchObject({ status: 'critical', output });
  });

  it('is critical where the connection is refused', async () => {
    const found = await probing(httpProbe(), { port: await freePort() });
    expect(found).toMatchObject({ status: 'critical', output: 'connection refused' });
  });

  it('cannot be made with a path that cannot be sent, which says nothing of the instance', async () => {
    await using server = await httpServer((_, response) => response.end());
    expect(await probing(httpProbe({ path: '/a b' }), server)).toMatchObject({ status: 'unknown' });
    expect(await probing(httpProbe({ headers: { a: 'b\r\nc: d' } }), server)).toMatchObject({ status: 'unknown' });
  });

  it('rejects with the reason of a signal that aborts, and cuts its connection', async () => {
    await using server = await httpServer(() => {});
    const end = new AbortController();
    const found = probing(httpProbe(), { port: server.port, signal: end.signal });
    await eventually(() => server.connections() === 1);
    end.abort(new Error('enough'));
    await expect(found).rejects.toThrow('enough');
  });
});

describe('an HTTP probe over TLS', () => {
  it('asks for the name of the instance, and takes the certificate of a known authority alone', async () => {
    const certificates = await makeCertificates('DNS:orders.test');
    let servername: unknown;
    await using server = await httpServer((request, response) => {
      servername = 'servername' in request.socket && request.socket.servername;
      response.end(request.headers.host);
    }, certificates);
    const { port } = server;
    const asked = { port, host: 'orders.test', resolve: async () => ['127.0.0.1'] };
    const over = (tls: object) => httpProbe({ tls: { verify: true, ...tls } });
    const known = { ca: certificates.ca };
    const withHost = { ...over(known), body: { contains: `orders.test:${port}`, maxBytes: 100 } };
    expect(await probing(withHost, asked)).toMatchObject({ status: 'passing' });
    expect(servername).toBe('orders.test');
    const otherName = { ...asked, host: 'billing.test' };
    expect(await probing(over(known), otherName)).toMatchObject({
      status: 'critical',
      output: 'the certificate is for another name',
    });
    expect(await probing(over({ ...known, serverName: 'orders.test' }), otherName)).toMatchObject({
      status: 'passing',
    });
    expect(await probing(over({}), asked)).toMatchObject({
      status: 'critical',
      output: 'the certificate is of an unknown authority',
    });
    expect(await probing(over({ verify: false }), asked)).toMatchObject({ status: 'passing' });
    expect(await probing(over({ verify: false }), { port })).toMatchObject({ status: 'passing' });
    expect(await probing(over(known), { port })).toMatchObject({ status: 'critical' });
  });

  it('is critical for a server without TLS', async () => {
    await using server = await httpServer((_, response) => response.end());
    expect(await probing(httpProbe({ tls: { verify: false } }), server)).toMatchObject({ status: 'critical' });
  });
});
