import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { freePort } from './free-port';

/** What somebody posted. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was sent.
  readonly body: any;
}

/** A server that takes messages and answers 200, or what `answer` says. Leaving its `await using` scope ends it. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  answer: (response: ServerResponse, request: Received) => void;
  /** Nobody answers there any more. */
  close(): Promise<void>;
  /** On the same port again. */
  open(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const port = await freePort();
  let server: Server | null = null;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received: [],
    answer: (response) => void response.writeHead(200).end('ok'),
    async close() {
      const closing = server;
      server = null;
      if (!closing) return;
      const closed = new Promise((resolve) => closing.close(resolve));
      closing.closeAllConnections();
      await closed;
    },
    async open() {
      const opening = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('error', () => {});
        request.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const received = { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) };
          receiver.received.push(received);
          receiver.answer(response, received);
        });
      });
      server = opening;
      await new Promise<void>((resolve) => opening.listen(port, '127.0.0.1', resolve));
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  };
  await receiver.open();
  return receiver;
}

/** The signature that a webhook must bear. */
export function signatureOf({ headers, text }: Received, secret: string): string {
  const timestamp = String(headers['x-rollcall-timestamp']);
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex')}`;
}
