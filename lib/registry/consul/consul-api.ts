import type { Clock } from '../../domain/clock';
import { type Answer, readAnswer, readWritten } from './consul-answer';
import { createConsulHttp, type HttpOptions } from './consul-http';

export interface Query {
  /** `/v1/…`, its parts encoded. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly gzip?: boolean;
  /** One of very many with a small answer. */
  readonly isProbe?: boolean;
  /** In place of the registry's own. */
  readonly token?: string | undefined;
}

/** Reads the HTTP API of one datacenter, namespace and partition. */
export interface ConsulApi {
  /** @throws RegistryError */
  read(query: Query, signal: AbortSignal): Promise<Answer>;
  close(): void;
}

/** Also writes it. */
export interface ConsulWriter extends ConsulApi {
  /** `PUT`, with a JSON body where there is one. @throws RegistryError */
  write(query: WriteQuery, signal: AbortSignal): Promise<void>;
  /** The whole address of a query, without secrets. */
  urlOf(query: Query): string;
}

export interface WriteQuery extends Query {
  readonly body?: object | undefined;
}

const TIMEOUT_MS = 10_000;

export function createConsulApi(options: HttpOptions, clock: Clock): ConsulWriter {
  const http = createConsulHttp(options, clock);
  const scope = {
    ...(options.datacenter && { dc: options.datacenter }),
    ...(options.namespace && { ns: options.namespace }),
    ...(options.partition && { partition: options.partition }),
  };
  const queryOf = ({ path, params, timeoutMs = TIMEOUT_MS, gzip = false, token }: Query) => {
    const search = new URLSearchParams({ ...scope, ...params }).toString();
    return { path: search ? `${path}?${search}` : path, timeoutMs, gzip, token };
  };
  return {
    async read(query, signal) {
      return readAnswer(await (query.isProbe ? http.probe : http.get)(queryOf(query), signal));
    },
    async write({ body, ...query }, signal) {
      readWritten(await http.put(queryOf(query), body, signal));
    },
    urlOf(query) {
      const { origin, pathname } = new URL(options.address);
      return origin + pathname.replace(/\/$/, '') + queryOf(query).path;
    },
    close: () => http.close(),
  };
}

/** Where the complete entries of one service are. */
export function servicePath(service: string): string {
  return `/v1/health/service/${encodeURIComponent(service)}`;
}
