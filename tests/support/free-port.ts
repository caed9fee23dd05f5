import { createServer, type Server } from 'node:net';

// Systems give ports from 32768 or 49152 on to outgoing connections: one of those may take the port that a server is
// about to listen on, and the tests open thousands.
const LOWEST = 10_000;
const BLOCKS = 73;
const BLOCK = 300;

let block: Promise<number> | undefined;
let turn = 0;

/**
 * A TCP port of 127.0.0.1 that nobody listens on, and that nobody else is given: a server can be ended and started again
 * on it. The same port comes again only after hundreds of others.
 */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no free port');
  return port;
}

/** `count` different free ports of 127.0.0.1. */
export async function freePorts(count: number): Promise<number[]> {
  block ??= claimBlock();
  const first = await block;
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries += 1) {
    if (tries === BLOCK) throw new Error(`fewer than ${count} free ports from ${first} on`);
    turn = (turn % (BLOCK - 1)) + 1;
    const port = first + turn;
    const server = await listen(port);
    if (server) await close(server);
    if (server) ports.push(port);
  }
  return ports;
}

/** Gives the first port of a block. Listening there until the process ends keeps other processes out of the block. */
async function claimBlock(): Promise<number> {
  for (let index = 0; index < BLOCKS; index += 1) {
    const first = LOWEST + ((process.pid + index) % BLOCKS) * BLOCK;
    const server = await listen(first);
    if (!server) continue;
    server.unref();
    return first;
  }
  throw new Error(`all ${BLOCKS} blocks of ports are taken`);
}

/** Undefined where the port is taken. */
function listen(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
