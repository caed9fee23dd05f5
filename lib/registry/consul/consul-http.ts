import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { createGunzip } from 'node:zlib';
import type { Clock } from '../../domain/clock';
import { RegistryError } from '../../domain/errors';
import type { ConsulOptions } from './consul-options';
import { tokenSource } from './consul-token';
import { createPipeline } from './pipeline';

/** An agent refuses more than 200 connections from one address; Rollcall leaves room for the machine's other programs. */
export const CONNECTION_LIMIT = 48;
const PIPELINES = 2;

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
  /** In place of the registry's own. */
  readonly token?: string | undefined;
}

/** Over at most {@link CONNECTION_LIMIT} kept connections; what is over waits its turn. */
export interface ConsulHttp {
  /** @throws RegistryError `unreachable`, `timeout` or `unauthenticated` */
  get(query: HttpQuery, signal: AbortSignal): Promise<HttpAnswer>;
  /** Writes `body` as JSON. Consul's writes are the same done twice, so a connection cut while idle is no reason to fail. */
  put(query: HttpQuery, body: object | undefined, signal: AbortSignal): Promise<HttpAnswer>;
  /** The same as `get` for one of very many with a small answer: in a pipeline, where whatever answers is made for that. */
  probe(query: HttpQuery, signal: AbortSignal): Promise<HttpAnswer>;
  close(): void;
}

export type HttpOptions = ConsulOptions & {
  /** False where little is asked, so that nothing has to be closed. */
  readonly keepAlive?: boolean;
};

export function createConsulHttp(options: HttpOptions, clock: Clock): ConsulHttp {
  const base = new URL(options.address);
  const place = {
    host: base.hostname.replace(/^\[|\]$/g, ''),
    port: Number(base.port) || (base.protocol === 'https:' ? 443 : 80),
  };
  const { module, agent, connect } = transport(base, place, options);
  const token = tokenSource(options, clock);
  const prefix = base.pathname.replace(/\/$/, '');
  const pipelines = Array.from({ length: PIPELINES }, () => createPipeline(connect));

  async function probe(query: HttpQuery, signal: AbortSignal): Promise<HttpAnswer> {
    const secret = query.token ?? (await token());
    const pipeline = pipelines.reduce((a, b) => (b.waiting < a.waiting ? b : a));
    if (!pipeline.works) return get(query, signal);
    const headers: Record<string, string> = {
      Host: base.host,
      ...(secret && { 'X-Consul-Token': secret }),
      ...(options.httpAuth !== undefined && {
        Authorization: `Basic ${Buffer.from(options.httpAuth).toString('base64')}`,
      }),
    };
    for (const [name, value] of Object.entries(headers)) http.validateHeaderValue(name, value);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return pipeline.ask(`GET ${prefix}${query.path} HTTP/1.1\r\n${lines.join('')}\r\n`, signal);
  }

  async function ask(query: HttpQuery, signal: AbortSignal, write?: { readonly body: string }): Promise<HttpAnswer> {
    const secret = query.token ?? (await token());
    const request: RequestOptions = {
      ...place,
      method: write ? 'PUT' : 'GET',
      path: prefix + query.path,
      agent,
      signal,
      timeout: query.timeoutMs,
      headers: { ...(secret && { 'x-consul-token': secret }), ...(query.gzip && { 'accept-encoding': 'gzip' }) },
      ...(options.httpAuth !== undefined && { auth: options.httpAuth }),
    };
    const sendOnce = () => send((onAnswer) => module.request(request, onAnswer), write?.body);
    try {
      // A cut leaves up to the limit of dead connections behind; a fresh one is either refused or answers.
      for (let dead = 0; dead < CONNECTION_LIMIT; dead += 1) {
        try {
          return await sendOnce();
        } catch (error) {
          if (!isClosedWhileIdle(error)) throw error;
        }
      }
      return await sendOnce();
    } catch (error) {
      if (signal.aborted || error instanceof RegistryError) throw error;
      throw new RegistryError('unreachable', `${base.host} cannot be reached: ${reasonOf(error)}`, { cause: error });
    }
  }

  const get = (query: HttpQuery, signal: AbortSignal) => ask(query, signal);
  const put = (query: HttpQuery, body: object | undefined, signal: AbortSignal) =>
    ask(query, signal, { body: body === undefined ? '' : JSON.stringify(body) });
  const close = () => {
    agent.destroy();
    for (const pipeline of pipelines) pipeline.close();
  };
  return { get, put, probe, close };
}

function transport(base: URL, place: { host: string; port: number }, options: HttpOptions) {
  const { tls, keepAlive = true } = options;
  const maxSockets = CONNECTION_LIMIT - PIPELINES;
  const keep = { keepAlive, maxSockets, maxTotalSockets: maxSockets };
  if (base.protocol !== 'https:')
    return { module: http, agent: new http.Agent(keep), connect: () => net.connect(place) };
  const secure = {
    ...(tls?.ca !== undefined && { ca: tls.ca }),
    ...(tls?.cert !== undefined && { cert: tls.cert }),
    ...(tls?.key !== undefined && { key: tls.key }),
    ...(tls?.serverName !== undefined && { servername: tls.serverName }),
    rejectUnauthorized: tls?.verify ?? true,
  };
  const named = net.isIP(place.host) ? {} : { servername: place.host };
  const connect = () => connectTls({ ...place, ...named, ...secure });
  return { module: https, agent: new https.Agent({ ...keep, ...secure }), connect };
}

function send(
  open: (onAnswer: (answer: IncomingMessage) => void) => http.ClientRequest,
  body?: string,
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const request = open((answer) => {
    const { headers, statusCode: status = 0 } = answer;
    buffer(unpacked(answer)).then((body) => resolve({ status, headers, body }), reject);
  });
  request.on('timeout', () => request.destroy(new RegistryError('timeout', 'the agent did not answer in time')));
  request.on('error', (error: NodeJS.ErrnoException) => {
    reject(request.reusedSocket && error.code === 'ECONNRESET' ? new ClosedWhileIdle(error) : error);
  });
  request.end(body);
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
