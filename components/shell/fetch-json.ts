import { sessionWatch } from '../access/session-watch';

/** An answer of Rollcall's own API that is no success. `message` is the problem's own sentence where there is one. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly status: number;
  /** The problem's code: `conflict`, `forbidden` …; `unknown` where the answer is no problem. */
  readonly code: string;
  /** In how many seconds to try again; null where that is not said. */
  readonly retryAfterSeconds: number | null;

  constructor(response: Response, { code = 'unknown', message }: { readonly code?: string; readonly message: string }) {
    super(message);
    this.status = response.status;
    this.code = code;
    this.retryAfterSeconds = Number(response.headers.get('retry-after')) || null;
  }
}

/** Reads JSON from Rollcall's own API. @throws AnswerError */
export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await answerOf(address, signal ? { signal } : {});
  return (await response.json()) as T;
}

/** Sends JSON to Rollcall's own API and reads its answer. @throws AnswerError */
export async function postJson<T>(address: string, body: object, signal?: AbortSignal): Promise<T> {
  const response = await answerOf(address, { ...sending('POST', body), ...(signal && { signal }) });
  return (await response.json()) as T;
}

/** Changes something by Rollcall's own API; undefined where the answer has no body. @throws AnswerError */
export async function send<T = undefined>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  address: string,
  body?: object,
): Promise<T> {
  const response = await answerOf(address, sending(method, body));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function sending(method: string, body?: object): RequestInit {
  if (!body) return { method };
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function answerOf(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init);
  if (response.ok) return response;
  // Perhaps the session has ended: the page then says so.
  if (response.status === 401) sessionWatch.doubt();
  const fallback = `The server answered ${response.status}.`;
  try {
    const { title, detail, code } = (await response.json()) as { title?: string; detail?: string; code?: string };
    throw new AnswerError(response, { ...(code && { code }), message: detail ?? title ?? fallback });
  } catch (error) {
    throw error instanceof AnswerError ? error : new AnswerError(response, { message: fallback });
  }
}
