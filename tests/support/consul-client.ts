/** Writes to a Consul as programs do: over its agent's HTTP API. */
export interface ConsulClient {
  /** `PUT` with a JSON body; throws with what Consul said when it refuses. Gives the parsed answer. */
  put(path: string, body?: unknown): Promise<unknown>;
  get(path: string): Promise<unknown>;
  delete(path: string): Promise<unknown>;
  /** `/v1/agent/service/register` */
  register(service: object): Promise<void>;
  deregister(id: string): Promise<void>;
  /** Sets the TTL check of a service (`service:<id>` without a check id). */
  setTtl(serviceId: string, status: 'passing' | 'warning' | 'critical', output?: string): Promise<void>;
  /** `/v1/catalog/register`, for nodes without an agent. */
  registerInCatalog(entry: object): Promise<void>;
  deregisterInCatalog(entry: object): Promise<void>;
}

export function consulClient(address: string, token?: string): ConsulClient {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(address + path, {
      method,
      headers: token ? { 'x-consul-token': token } : {},
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
  const put = (path: string, body?: unknown) => call('PUT', path, body);
  return {
    put,
    get: (path) => call('GET', path),
    delete: (path) => call('DELETE', path),
    register: async (service) => void (await put('/v1/agent/service/register', service)),
    deregister: async (id) => void (await put(`/v1/agent/service/deregister/${encodeURIComponent(id)}`)),
    setTtl: async (id, Status, Output = '') =>
      void (await put(`/v1/agent/check/update/${encodeURIComponent(`service:${id}`)}`, { Status, Output })),
    registerInCatalog: async (entry) => void (await put('/v1/catalog/register', entry)),
    deregisterInCatalog: async (entry) => void (await put('/v1/catalog/deregister', entry)),
  };
}
