import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { Server as GrpcServer, ServerCredentials } from '@grpc/grpc-js';
import { GRPC_HEALTH } from '../../support/grpc-health';

// Servers of each kind that is checked, on several ports each: one has too few for a thousand connections a second.
const PORTS = 20;
const SERVING = Buffer.from([0x08, 1]);

const listen = (server: ReturnType<typeof createServer>) =>
  new Promise<number>((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
const tcp = () => listen(createServer((socket) => socket.on('error', () => {}).resume()));
const http = () => listen(createHttpServer((_, response) => response.end('{"status":"UP"}')));
const grpc = () => {
  const server = new GrpcServer();
  server.addService(GRPC_HEALTH, {
    Check: (_: unknown, done: (error: null, bytes: Buffer) => void) => done(null, SERVING),
  });
  return new Promise<number>((resolve, reject) => {
    const credentials = ServerCredentials.createInsecure();
    server.bindAsync('127.0.0.1:0', credentials, (error, port) => (error ? reject(error) : resolve(port)));
  });
};
const several = (start: () => Promise<number>) => Promise.all(Array.from({ length: PORTS }, start));

process.send?.({ tcp: await several(tcp), http: await several(http), grpc: await several(grpc) });
