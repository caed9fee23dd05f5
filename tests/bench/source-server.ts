import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVED = /^\/(lib|tests\/(bench|support))\/[\w/-]+$/;

/** A server of the project's TypeScript as browsers take it, and of an empty page. Leaving its `using` scope ends it. */
export interface SourceServer extends Disposable {
  readonly url: string;
}

/** Only types are taken away, so that nothing of a bundler is measured. */
export async function serveSources(): Promise<SourceServer> {
  const server = http.createServer(({ url = '/' }, response) => {
    const file = `${ROOT}${url.slice(1)}.ts`;
    if (url === '/') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>bench</title>');
    if (!SERVED.test(url) || !existsSync(file)) return response.writeHead(404).end();
    const source = stripTypeScriptTypes(readFileSync(file, 'utf8')).replaceAll("from '@/", "from '/");
    return response.setHeader('content-type', 'text/javascript').end(source);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
