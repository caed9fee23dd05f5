import { expect } from 'vitest';
import { problemSchema } from '@/lib/api/schemas';
import { eventually } from './wait';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered.
  readonly body: any;
}

export interface Registering {
  readonly service: string;
  readonly address?: string;
  readonly port?: number;
  readonly version?: string;
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly ttlSeconds?: number;
}

/** Rollcall's HTTP API as a test asks it. */
export interface ApiClient {
  /** `path` begins with `/`. The body is parsed where it is JSON of any kind, and empty text where there is none. */
  call(method: string, path: string, init?: RequestInit): Promise<Answer>;
  /** The body of a 200. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered.
  get(path: string): Promise<any>;
  /** Registers with the embedded registry. */
  register(id: string, registration: Registering): Promise<Answer>;
  deregister(id: string): Promise<Answer>;
  /** Waits until so many changes are committed, and gives them, newest first. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered.
  untilChanges(query: string, count: number): Promise<any[]>;
  /** Waits until a service has that many instances, and gives them. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was answered.
  untilService(registry: string, service: string, count: number): Promise<any[]>;
}

/** @param url without a slash at the end */
export function apiClient(url: string): ApiClient {
  async function call(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(url + path, { method, redirect: 'manual', ...init });
    const text = await answer.text();
    const isJson = /^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
  }
  async function get(path: string) {
    const { status, body } = await call('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
  const address = (id: string) => `/api/v1/registries/memory/instances/${encodeURIComponent(id)}`;
  return {
    call,
    get,
    register: (id, { address: host = '10.0.0.1', port = 8080, ...rest }) =>
      call('PUT', address(id), jsonBody({ address: host, port, ...rest })),
    deregister: (id) => call('DELETE', address(id)),
    untilChanges: (query, count) =>
      eventually(async () => {
        const { items } = await get(`/api/v1/changes?${query}`);
        return items.length >= count && items;
      }),
    untilService: (registry, service, count) =>
      eventually(async () => {
        const { body } = await call('GET', servicePath(registry, service));
        const instances = body.instances ?? [];
        return instances.length === count && instances;
      }),
  };
}

/** A request that sends JSON. */
export function jsonBody(value: unknown, headers: Record<string, string> = {}): RequestInit {
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } };
}

/** Where the API has a service, whatever its name holds. */
export function servicePath(registry: string, service: string): string {
  return `/api/v1/registries/${encodeURIComponent(registry)}/services/${encodeURIComponent(service)}`;
}

/** Expects problem+json of that status and code. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(problemSchema.strict().parse(answer.body)).toMatchObject({ status, code });
  expect(answer.status).toBe(status);
}
