import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

/** One a process: the start and the routes hold separate instances of this module. */
const KEY = Symbol.for('rollcall.node-response');
const shared = globalThis as { [KEY]?: AsyncLocalStorage<ServerResponse> };

/** Remembers Node's own response along with every request; the framework shows a route only the request. */
export function followResponses(): void {
  const storage = new AsyncLocalStorage<ServerResponse>();
  shared[KEY] = storage;
  subscribe('http.server.request.start', (message) =>
    storage.enterWith((message as { response: ServerResponse }).response),
  );
}

/** Node's response to the request that is being answered. */
export function nodeResponse(): ServerResponse | undefined {
  return shared[KEY]?.getStore();
}
