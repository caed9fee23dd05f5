import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Outgoing } from './outgoing';

/** What a server has answered; `text` is the beginning of it. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  /** Whether there was more of it. */
  readonly isCut: boolean;
  /** From `Retry-After`, in seconds; null where it says none. */
  readonly retryAfterSeconds: number | null;
}

/** Of an answer no more is read, in bytes. */
const READ_BYTES = 2_048;

/**
 * Posts JSON on a connection of its own, to that address and no other: redirects are answers. Rejects when nothing was
 * answered, or the signal aborts first.
 */
export async function post({ url, headers, body }: Outgoing, signal: AbortSignal): Promise<Reply> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'rollcall',
        },
      },
      resolve,
    );
    request.on('error', reject);
    request.end(body);
  });
  return {
    status: answer.statusCode ?? 0,
    ...(await beginningOf(answer)),
    retryAfterSeconds: retryAfter(answer.headers['retry-after']),
  };
}

/** What was answered counts, whether or not all of it arrives. */
async function beginningOf(answer: IncomingMessage): Promise<Pick<Reply, 'text' | 'isCut'>> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).byteLength;
      if (size >= READ_BYTES) break;
    }
  } catch {
    // Said above.
  }
  answer.destroy();
  const text = Buffer.concat(chunks).subarray(0, READ_BYTES).toString('utf8');
  return { text, isCut: size >= READ_BYTES };
}

function retryAfter(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
