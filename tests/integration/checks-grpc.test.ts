import { createServer } from 'node:net';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { describe, expect, it, vi } from 'vitest';
import { type Certificates, makeCertificates } from '../support/certificates';
import { freePort } from '../support/free-port';
import { GRPC_HEALTH } from '../support/grpc-health';
import { httpServer, listening, probing } from '../support/probing';

/** What the server was asked, and how it is to answer. */
interface Asked {
  readonly service: string;
  readonly authority: string;
}
type Answer = { readonly bytes: readonly number[] } | { readonly code: status; readonly details: string } | 'never';

const SERVING = { bytes: [0x08, 1] };

async function healthServer(answer: (asked: Asked) => Answer, certificates?: Certificates) {
  const server = new Server();
  server.addService(GRPC_HEALTH, {
    Check: (call: { request: Buffer; getHost(): string }, done: (error: object | null, bytes?: Buffer) => void) => {
      const service = call.request.length > 0 ? call.request.subarray(call.request.length > 129 ? 3 : 2) : '';
      const said = answer({ service: String(service), authority: call.getHost() });
      if (said === 'never') return;
      if ('bytes' in said) done(null, Buffer.from(said.bytes));
      else done(said);
    },
  });
  const credentials = certificates
    ? ServerCredentials.createSsl(null, [
        { cert_chain: Buffer.from(certificates.cert), private_key: Buffer.from(certificates.key) },
      ])
    : ServerCredentials.createInsecure();
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { port, [Symbol.asyncDispose]: async () => server.forceShutdown() };
}

const probe = (service = '', tls: object | null = null) =>
  ({ kind: 'grpc', service, tls: tls && { verify: true, ...tls } }) as const;

describe('a gRPC health probe', () => {
  it.each([
    [[0x08, 1], 'passing', 'gRPC health SERVING'],
    [[0x08, 2], 'critical', 'gRPC health NOT_SERVING'],
    [[0x08, 3], 'critical', 'gRPC health SERVICE_UNKNOWN'],
    [[0x08, 0], 'critical', 'gRPC health UNKNOWN'],
    [[], 'critical', 'gRPC health UNKNOWN'],
    [[0x08, 9], 'critical', 'gRPC health UNKNOWN'],
    [[0xff, 0xff, 0xff], 'critical', 'gRPC health UNKNOWN'],
  ])('reads %j as %s', async (bytes, state, output) => {
    await using server = await healthServer(() => ({ bytes }));
    expect(await probing(probe(), server)).toMatchObject({ status: state, output });
  });

  it.each(['', 'shop.Orders', 's'.repeat(127), 's'.repeat(128), 's'.repeat(300)])(
    'asks for its service: %s',
    async (service) => {
      let asked: Asked | undefined;
      await using server = await healthServer((what) => {
        asked = what;
        return SERVING;
      });
      const { port } = server;
      const found = await probing(probe(service), { port, host: 'orders.test', resolve: async () => ['127.0.0.1'] });
      expect(found.status).toBe('passing');
      expect(asked).toEqual({ service, authority: `orders.test:${port}` });
    },
  );

  it.each([
    [status.UNIMPLEMENTED, /no grpc\.health\.v1\.Health/],
    [status.NOT_FOUND, /does not know this service/],
    [status.PERMISSION_DENIED, /^gRPC PERMISSION_DENIED$/],
    [status.UNAVAILABLE, /^gRPC UNAVAILABLE/],
  ])('is critical for the error %d, without the words of the other end', async (code, sentence) => {
    await using server = await healthServer(() => ({ code, details: 'hostile <b>words</b>' }));
    const found = await probing(probe(), server);
    expect(found.status).toBe('critical');
    expect(found.output).toMatch(sentence);
    expect(found.output).not.toContain('hostile');
  });

  it('is critical for an answer that is far too large', async () => {
    await using server = await healthServer(() => ({ bytes: Array.from({ length: 100_000 }, () => 1) }));
    expect(await probing(probe(), server)).toMatchObject({ status: 'critical', output: 'gRPC RESOURCE_EXHAUSTED' });
  });

  it('waits no longer than its time, for an answer or for the first word', async () => {
    await using server = await healthServer(() => 'never');
    await using mute = await listening(createServer((socket) => socket.resume()));
    for (const { port } of [server, mute]) {
      const found = await probing(probe(), { port, timeoutMs: 200 });
      expect(found).toMatchObject({ status: 'critical', output: 'no answer within 0.2 s' });
    }
  });

  it('is critical where the connection is refused, or the server does not speak gRPC', async () => {
    await using web = await httpServer((_, response) => response.end());
    for (const port of [await freePort(), web.port]) {
      expect(await probing(probe(), { port })).toMatchObject({
        status: 'critical',
        output: 'gRPC UNAVAILABLE: no connection, or none that speaks gRPC',
      });
    }
  });

  it('goes through no proxy of the environment, which would dial for itself', async () => {
    await using server = await healthServer(() => SERVING);
    await using proxy = await listening(createServer((socket) => socket.destroy()));
    for (const name of ['grpc_proxy', 'http_proxy', 'https_proxy']) vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    try {
      expect(await probing(probe(), server)).toMatchObject({ status: 'passing' });
      expect(proxy.connections()).toBe(0);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('takes the certificate of a known authority for the right name alone', async () => {
    const certificates = await makeCertificates('DNS:orders.test');
    await using server = await healthServer(() => SERVING, certificates);
    const asked = { port: server.port, host: 'orders.test', resolve: async () => ['127.0.0.1'] };
    const known = { ca: certificates.ca };
    const statusOf = async (tls: object, host = 'orders.test') =>
      (await probing(probe('', tls), { ...asked, host })).status;
    expect(await statusOf(known)).toBe('passing');
    expect(await statusOf(known, 'billing.test')).toBe('critical');
    expect(await statusOf({ ...known, serverName: 'orders.test' }, 'billing.test')).toBe('passing');
    expect(await statusOf({})).toBe('critical');
    expect(await statusOf({ verify: false })).toBe('passing');
  });
});
