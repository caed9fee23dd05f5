import { createServer } from 'node:net';

/** Where to listen, from HOST and PORT; `trouble` is a sentence when PORT is no port. */
export function listenAddress(env) {
  const host = env.HOST || '127.0.0.1';
  const text = env.PORT || '4600';
  const port = Number(text);
  const valid = /^\d{1,5}$/.test(text) && port <= 65_535;
  return { host, port, trouble: valid ? undefined : `PORT must be a number from 0 to 65535, not "${text}".` };
}

/** Why nothing can listen at this address, as a sentence; undefined when something can. */
export function listenTrouble(host, port) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(explain(error, host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function explain(error, host, port) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  }
  if (error.code === 'EACCES')
    return `No permission to listen on port ${port}. Choose one above 1023: PORT=4600 npm start`;
  return `Cannot listen on ${host}:${port} (${error.code}). HOST must be an address of this machine.`;
}
