import { connect } from 'node:net';
import type { Dialled } from './choose-address';
import type { Finding } from './probe';

/** Connects and hangs up. Rejects with what the socket says. */
export function probeTcp({ address, port }: Dialled, signal: AbortSignal): Promise<Finding> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, signal });
    socket.on('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve({ status: 'passing', output: 'connected' });
    });
  });
}
