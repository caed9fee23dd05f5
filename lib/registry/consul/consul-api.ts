import type { Clock } from '../../domain/clock';
import { type Answer, readAnswer } from './consul-answer';
import { createConsulHttp } from './consul-http';
import type { ConsulOptions } from './consul-options';

export interface Query {
  /** `/v1/…`, its parts encoded. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly gzip?: boolean;
  /** One of very many with a small answer. */
  readonly isProbe?: boolean;
}

/** Reads the HTTP API of one datacenter, namespace and partition. */
export interface ConsulApi {
  /** @throws RegistryError */
  read(query: Query, signal: AbortSignal): Promise<Answer>;
  close(): void;
}

const TIMEOUT_MS = 10_000;

export function createConsulApi(options: ConsulOptions, clock: Clock): ConsulApi {
  const http = createConsulHttp(options, clock);
  const scope = {
    ...(options.datacenter && { dc: options.datacenter }),
    ...(options.namespace && { ns: options.namespace }),
    ...(options.partition && { partition: options.partition }),
  };
  return {
    async read({ path, params, timeoutMs = TIMEOUT_MS, gzip = false, isProbe = false }, signal) {
      const search = new URLSearchParams({ ...scope, ...params }).toString();
      const query = { path: search ? `${path}?${search}` : path, timeoutMs, gzip };
      return readAnswer(await (isProbe ? http.probe(query, signal) : http.get(query, signal)));
    },
    close: () => http.close(),
  };
}

/** Where the complete entries of one service are. */
export function servicePath(service: string): string {
  return `/v1/health/service/${encodeURIComponent(service)}`;
}
