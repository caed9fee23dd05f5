import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Server } from 'node:net';
import { createAddressGuard } from '@/lib/checks/address-guard';
import type { Resolve } from '@/lib/checks/choose-address';
import type { HttpProbe, Probe } from '@/lib/checks/probe';
import { runProbe, type TimedFinding } from '@/lib/checks/run-probe';
import { systemClock } from '@/lib/registry/system-clock';
import type { Certificates } from './certificates';

/** A server of a test on a free port of 127.0.0.1; `connections` counts what it took. */
export interface Listening extends AsyncDisposable {
  readonly port: number;
  connections(): number;
}

/** Leaving its scope cuts what is open. */
export async function listening(server: Server): Promise<Listening> {
  const open = new Set<{ destroy(): unknown }>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    port: address.port,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** An HTTP server, or with certificates an HTTPS one. */
export function httpServer(listener: RequestListener, tls?: Certificates): Promise<Listening> {
  return listening(tls ? createHttpsServer(tls, listener) : createHttpServer(listener));
}

/** A probe for 2xx of `/health`, but for what is said. */
export function httpProbe(fields: Partial<HttpProbe> = {}): HttpProbe {
  const statuses = [{ from: 200, to: 299 }];
  return { kind: 'http', method: 'GET', path: '/health', headers: {}, statuses, body: null, tls: null, ...fields };
}

interface Asked {
  readonly port: number;
  readonly host?: string;
  readonly timeoutMs?: number;
  /** 127.0.0.0/8 where nothing is said. */
  readonly allow?: readonly string[];
  readonly resolve?: Resolve;
  readonly signal?: AbortSignal;
}

/** Makes one probe with the machine's own clock. No name is known but by `resolve`. */
export function probing(probe: Probe, asked: Asked): Promise<TimedFinding> {
  const { host = '127.0.0.1', port, timeoutMs = 10_000, allow = ['127.0.0.0/8'] } = asked;
  const resolve = asked.resolve ?? (() => Promise.reject(new Error('no name was expected')));
  return runProbe(
    { probe, destination: { host, port }, timeoutMs },
    { clock: systemClock, allows: createAddressGuard(allow), resolve },
    asked.signal ?? new AbortController().signal,
  );
}
