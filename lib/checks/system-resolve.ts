import { lookup } from 'node:dns/promises';
import type { Resolve } from './choose-address';

/** Node looks names up in four threads that also serve files: the rest of them stays free when names are slow. */
const AT_A_TIME = 2;

/** Asks the system, hosts file and search domains included; those who ask for the same name meanwhile share the answer. */
export function createSystemResolve(look: (host: string) => Promise<readonly string[]> = lookUp): Resolve {
  const asked = new Map<string, Promise<readonly string[]>>();
  const waiting: (() => void)[] = [];
  let free = AT_A_TIME;

  async function ask(host: string): Promise<readonly string[]> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await look(host);
    } finally {
      asked.delete(host);
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  }

  return (host, signal) => {
    const answer = asked.get(host) ?? ask(host);
    asked.set(host, answer);
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(signal.reason);
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  };
}

async function lookUp(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}
