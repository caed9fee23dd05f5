import { createServer } from 'node:net';

/**
 * A TCP port of 127.0.0.1 that nobody listens on. Nothing reserves it: hand it to a server at once, and ask for as many
 * as are needed together with {@link freePorts}, so that they differ.
 */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no free port');
  return port;
}

/** `count` different free ports of 127.0.0.1. */
export async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(Array.from({ length: count }, listen));
  await Promise.all(held.map(({ close }) => close()));
  return held.map(({ port }) => port);
}

function listen(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer();
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve({ port: address.port, close });
    });
  });
}
