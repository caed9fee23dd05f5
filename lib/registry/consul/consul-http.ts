import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import type { Clock } from '../../domain/clock';
import { RegistryError } from '../../domain/errors';
import type { ConsulOptions, ConsulTls } from './consul-options';
import { tokenSource } from './consul-token';

/** An agent refuses more than 200 connections from one address; Rollcall leaves room for the machine's other programs. */
export const CONNECTION_LIMIT = 48;

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Unpacked. */
  readonly body: Buffer;
}

export interface HttpQuery {
  /** Below the address, encoded. */
  readonly path: string;
  /** How long the agent may be silent. */
  readonly timeoutMs: number;
  /** Worth its processor time only for large answers. */
  readonly gzip?: boolean;
}

/** GET over at most {@link CONNECTION_LIMIT} kept connections; what is over waits its turn. */
export interface ConsulHttp {
  /** @throws RegistryError `unreachable`, `timeout` or `unauthenticated` */
  get(query: HttpQuery, signal: AbortSignal): Promise<HttpAnswer>;
  close(): void;
}

export function createConsulHttp(options: ConsulOptions, clock: Clock): ConsulHttp {
  const base = new URL(options.address);
  const { module, agent } = transport(base, options.tls);
  const token = tokenSource(options, clock);
  const prefix = base.pathname.replace(/\/$/, '');

  async function get(query: HttpQuery, signal: AbortSignal): Promise<HttpAnswer> {
    const secret = await token();
    const request: RequestOptions = {
      host: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port || (base.protocol === 'https:' ? 443 : 80),
      path: prefix + query.path,
      agent,
      signal,
      timeout: query.timeoutMs,
      headers: { ...(secret && { 'x-consul-token': secret }), ...(query.gzip && { 'accept-encoding': 'gzip' }) },
      ...(options.httpAuth !== undefined && { auth: options.httpAuth }),
    };
    const sendOnce = () => send((onAnswer) => module.request(request, onAnswer));
    try {
      return await sendOnce().catch((error: unknown) =>
        isClosedWhileIdle(error) ? sendOnce() : Promise.reject(error),
      );
    } catch (error) {
      if (signal.aborted || error instanceof RegistryError) throw error;
      throw new RegistryError('unreachable', `${base.host} cannot be reached: ${reasonOf(error)}`, { cause: error });
    }
  }

  return { get, close: () => agent.destroy() };
}

function transport(base: URL, tls: ConsulTls | undefined) {
  const keep = { keepAlive: true, maxSockets: CONNECTION_LIMIT, maxTotalSockets: CONNECTION_LIMIT };
  if (base.protocol !== 'https:') return { module: http, agent: new http.Agent(keep) };
  const secure = {
    ...(tls?.ca !== undefined && { ca: tls.ca }),
    ...(tls?.cert !== undefined && { cert: tls.cert }),
    ...(tls?.key !== undefined && { key: tls.key }),
    ...(tls?.serverName !== undefined && { servername: tls.serverName }),
    rejectUnauthorized: tls?.verify ?? true,
  };
  return { module: https, agent: new https.Agent({ ...keep, ...secure }) };
}

function send(open: (onAnswer: (answer: IncomingMessage) => void) => http.ClientRequest): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const request = open((answer) => {
    const { headers, statusCode: status = 0 } = answer;
    buffer(unpacked(answer)).then((body) => resolve({ status, headers, body }), reject);
  });
  request.on('timeout', () => request.destroy(new RegistryError('timeout', 'the agent did not answer in time')));
  request.on('error', (error: NodeJS.ErrnoException) => {
    reject(request.reusedSocket && error.code === 'ECONNRESET' ? new ClosedWhileIdle(error) : error);
  });
  request.end();
  return promise;
}

function unpacked(answer: IncomingMessage): Readable {
  if (answer.headers['content-encoding'] !== 'gzip') return answer;
  // Unlike pipe, pipeline passes a cut connection on.
  return pipeline(answer, createGunzip(), () => undefined);
}

/** A kept connection that the agent had closed meanwhile: nothing was asked, so asking again is no retry. */
class ClosedWhileIdle extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

function isClosedWhileIdle(error: unknown): boolean {
  return error instanceof ClosedWhileIdle;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
