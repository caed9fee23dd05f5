import http from 'node:http';

/** Opens an event stream and hands on its text as it comes; resolves with what closes it once the first piece is there. */
export function openSse(url: string, onText: (text: string) => void): Promise<() => void> {
  const { promise, resolve, reject } = Promise.withResolvers<() => void>();
  const request = http.get(url, { agent: false, headers: { accept: 'text/event-stream' } }, (response) => {
    if (response.statusCode !== 200) return reject(new Error(`${url}: ${response.statusCode}`));
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      onText(text);
      resolve(() => void request.destroy());
    });
    // Closing it is an abort to Node.
    response.on('error', () => undefined);
  });
  request.on('error', reject);
  return promise;
}
