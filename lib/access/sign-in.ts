import { createHash } from 'node:crypto';
import { networkOf } from './addresses';
import type { Attempts } from './attempts';
import { type SessionStore, type SignInNotes, SOURCE_HEADER, signInNotes } from './session-store';

/** Attempts to sign in or to change a password from one address. */
const ADDRESS_RULE = { window: 60, max: 20 };
/** Attempts to sign in to one account, from wherever. */
const ACCOUNT_RULE = { window: 15 * 60, max: 10 };

/** One of better-auth's endpoints, asked on behalf of a request. */
export interface SignInCall {
  /** Below its base: `/sign-in/email`. With a query, where there is one. */
  readonly path: string;
  readonly body?: object;
  /** What the browser sent; of its headers only cookies and the user agent are handed on. */
  readonly request: Request;
  readonly source: string;
}

export interface SignInAnswer extends SignInNotes {
  readonly response: Response;
}

/** Asks better-auth as if from a page of its own origin: Rollcall's own gate has looked at the real one. */
export async function callStore(
  store: SessionStore,
  { path, body, request, source }: SignInCall,
  publicUrl: string | undefined,
): Promise<SignInAnswer> {
  const origin = publicUrl ?? `http://${request.headers.get('host') ?? 'localhost'}`;
  const headers = new Headers({ origin, [SOURCE_HEADER]: source });
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (body) headers.set('content-type', 'application/json');
  const notes: SignInNotes = {};
  const response = await signInNotes.run(notes, () =>
    store.handler(
      new Request(`${origin}/api/auth${path}`, {
        method: request.method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      }),
    ),
  );
  return { ...notes, response };
}

/**
 * Counts an attempt from an address, before anything else is looked at: whoever has used up theirs locks no accounts.
 * @returns null where it is allowed, otherwise in how many seconds to try again
 */
export function countAddressAttempt(attempts: Attempts, source: string): Promise<number | null> {
  return attempts.count(`address|${networkOf(source)}`, ADDRESS_RULE);
}

/** Counts an attempt on an account. @returns null where it is allowed, otherwise in how many seconds to try again */
export function countAccountAttempt(attempts: Attempts, email: string): Promise<number | null> {
  return attempts.count(accountKey(email), ACCOUNT_RULE);
}

/** Whoever got in has not been guessing. */
export function forgetAccountAttempts(attempts: Attempts, email: string): Promise<void> {
  return attempts.forget(accountKey(email));
}

function accountKey(email: string): string {
  return `account|${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`;
}
