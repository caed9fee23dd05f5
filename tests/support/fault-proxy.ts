import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './free-port';

export type Direction = 'up' | 'down';

/** A TCP proxy on 127.0.0.1 that can break a connection in the ways networks do. `up` is towards the server. */
export interface FaultProxy extends AsyncDisposable {
  readonly port: number;
  /** Cuts all connections and refuses new ones. */
  suspend(): Promise<void>;
  /** Listens again on the same port, and lets bytes flow again. */
  resume(): Promise<void>;
  /** Lets no byte through in that direction, without closing anything: what a half-open connection looks like. */
  pause(direction: Direction): void;
  /**
   * Waits for something with this text towards the server, and then lets nothing through: `before` it, so that the server
   * never gets it, or `after` it, so that its answer never comes.
   */
  stopAt(text: string, when: 'before' | 'after'): Promise<void>;
  /** Lets `bytes` more bytes down every connection, then cuts it, whatever frame that is in. */
  cutMidFrame(bytes: number): void;
  /** Resets all connections; new ones are taken. */
  closeAll(): void;
  /** How many connections are open now. */
  connections(): number;
  /** How many bytes came from the server so far. */
  received(): number;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Forwards to `targetPort` of 127.0.0.1. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  const pairs = new Set<Pair>();
  const paused = new Set<Direction>();
  let bytesLeft = Number.POSITIVE_INFINITY;
  let received = 0;
  let stop: { readonly text: string; readonly when: 'before' | 'after'; readonly reached: () => void } | null = null;

  const drop = (pair: Pair) => {
    pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  };
  const closeAll = () => {
    for (const pair of pairs) drop(pair);
  };
  const pause = (direction: Direction) => {
    paused.add(direction);
    for (const { client, server } of pairs) (direction === 'up' ? client : server).pause();
  };
  const forward = (pair: Pair, direction: Direction) => {
    const [from, to] = direction === 'up' ? [pair.client, pair.server] : [pair.server, pair.client];
    if (paused.has(direction)) from.pause();
    from.on('data', (chunk) => {
      if (direction === 'down') received += chunk.length;
      if (direction === 'up' && stop && chunk.includes(stop.text)) {
        const { when, reached } = stop;
        stop = null;
        pause(when === 'before' ? 'up' : 'down');
        if (when === 'after') to.write(chunk);
        return reached();
      }
      if (direction === 'up' || chunk.length <= bytesLeft) {
        if (direction === 'down') bytesLeft -= chunk.length;
        to.write(chunk);
        return;
      }
      to.end(chunk.subarray(0, bytesLeft), () => drop(pair));
      bytesLeft = Number.POSITIVE_INFINITY;
    });
    from.on('error', () => drop(pair));
    from.on('close', () => drop(pair));
  };

  const listener = createServer((client) => {
    const pair = { client, server: connect(targetPort, '127.0.0.1') };
    for (const socket of [pair.client, pair.server]) socket.setNoDelay(true);
    pairs.add(pair);
    forward(pair, 'up');
    forward(pair, 'down');
  });
  // Not any port: what is not listened on while suspended must be left to it.
  const port = await freePort();
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(port, '127.0.0.1', resolve);
    });
  const unlisten = () => new Promise<void>((resolve) => listener.close(() => resolve()));
  await listen();

  return {
    port,
    async suspend() {
      const closed = unlisten();
      closeAll();
      await closed;
    },
    async resume() {
      paused.clear();
      for (const { client, server } of pairs) {
        client.resume();
        server.resume();
      }
      if (!listener.listening) await listen();
    },
    pause,
    stopAt: (text, when) =>
      new Promise((resolve) => {
        stop = { text, when, reached: resolve };
      }),
    cutMidFrame(bytes) {
      bytesLeft = bytes;
    },
    closeAll,
    connections: () => pairs.size,
    received: () => received,
    async [Symbol.asyncDispose]() {
      const closed = listener.listening ? unlisten() : Promise.resolve();
      closeAll();
      await closed;
    },
  };
}
