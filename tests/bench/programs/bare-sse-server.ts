import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEtcdStore } from '../etcd-store';
import { watchRaw } from '../raw-etcd-watch';

// The floor of many readers: a raw etcd watch and `node:http`, which writes one given frame for every change to all who
// are connected. Frames that come together are written together: one write each is more than a machine can do, and a
// floor that falls behind is none. Arguments: the endpoint and the prefix. Messages in: `{frames}`, answered with
// `'ready'`; out: `{port}`.
const [endpoint = '', prefix = ''] = process.argv.slice(2);
const readers = new Set<ServerResponse>();
let frames: Buffer[] = [];
const pending: Buffer[] = [];

const server = http.createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
  response.write('event: snapshot\ndata: {}\n\n');
  readers.add(response);
  response.on('close', () => readers.delete(response));
});

process.on('message', (message: { frames: readonly string[] }) => {
  frames = message.frames.map((frame) => Buffer.from(frame));
  process.send?.('ready');
});

await watchRaw(createEtcdStore(endpoint).client, prefix, () => {
  const frame = frames.shift();
  if (!frame) return;
  pending.push(frame);
  if (pending.length === 1) setImmediate(flush);
});

function flush(): void {
  const bytes = Buffer.concat(pending.splice(0));
  for (const reader of readers) reader.write(bytes);
}

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
