import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { paced } from '../pacing';

// The floor of many readers: `node:http` alone, which writes given frames to all who are connected at a given rate.
// Message in: `{frames, perSecond}`; out: `{port}` once, then `{times}`, when each frame was written first.
const readers = new Set<ServerResponse>();

const server = http.createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
  response.write('event: snapshot\ndata: {}\n\n');
  readers.add(response);
  response.on('close', () => readers.delete(response));
});

process.on('message', async ({ frames, perSecond }: { frames: readonly string[]; perSecond: number }) => {
  const encoded = frames.map((frame) => Buffer.from(frame));
  const times = await paced({ count: encoded.length, perSecond }, (index) => {
    const bytes = encoded[index];
    if (bytes) for (const reader of readers) reader.write(bytes);
  });
  process.send?.({ times });
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
