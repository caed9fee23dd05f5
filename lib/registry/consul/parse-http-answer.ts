import type { HttpAnswer } from './consul-http';

/** An answer that has to be read by a real HTTP client. */
export class UnreadableAnswer extends Error {}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * The first answer in what came of a connection so far, and where it ends; null while it is not whole.
 * @throws UnreadableAnswer for a good one without a length, or after which the connection ends; Error for a failure so given
 */
export function parseHttpAnswer(bytes: Buffer, from: number): { answer: HttpAnswer; end: number } | null {
  const headEnd = bytes.indexOf(HEAD_END, from);
  if (headEnd < 0) return null;
  const [statusLine = '', ...lines] = bytes.toString('latin1', from, headEnd).split('\r\n');
  const status = /^HTTP\/1\.1 ([2-5]\d\d)\b/.exec(statusLine)?.[1];
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const length = headers['content-length'] ?? '';
  const isPlain =
    !headers['transfer-encoding'] && !headers['content-encoding'] && !/close/i.test(headers.connection ?? '');
  if (!status || !isPlain || !/^\d{1,9}$/.test(length)) {
    // An agent that has had enough says so and closes; that tells nothing about its other answers.
    throw status && status !== '200' ? new Error(statusLine) : new UnreadableAnswer(statusLine);
  }
  const bodyFrom = headEnd + HEAD_END.length;
  const end = bodyFrom + Number(length);
  if (bytes.length < end) return null;
  return { answer: { status: Number(status), headers, body: bytes.subarray(bodyFrom, end) }, end };
}
