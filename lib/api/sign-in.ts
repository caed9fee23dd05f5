import type { Sessions } from '../access/access';
import type { Caller } from '../access/caller';
import { countAccountAttempt, countAddressAttempt, forgetAccountAttempts } from '../access/sign-in';
import { runtime } from '../running';
import { Problem } from './problem';
import { recordShutOut } from './refusal';

/** Signs in with an account of Rollcall's own: the answer carries the session's cookie and nothing else. @throws Problem */
export async function signInWithPassword(
  request: Request,
  body: { readonly email: string; readonly password: string },
  { source }: Caller,
): Promise<Response> {
  const { ask } = sessionsIn('accounts');
  const { access, audit } = runtime();
  const record = { actor: body.email, source, kind: 'login' };
  await limitAddress(source, record);
  const retryAfter = await countAccountAttempt(access.attempts, body.email);
  if (retryAfter !== null) {
    await recordShutOut({ ...record, detail: 'too many attempts on this account' });
    throw tooMany(retryAfter);
  }
  const { response, signedIn } = await ask({ path: '/sign-in/email', body, request, source });
  if (!signedIn) {
    await recordShutOut({ ...record, detail: 'the e-mail or the password is wrong, or the user is disabled' });
    throw new Problem('unauthenticated', 'The e-mail or the password is wrong.');
  }
  await forgetAccountAttempts(access.attempts, body.email);
  await audit.record({ ...record, outcome: 'done' });
  return withCookies(response, new Response(null, { status: 204 }));
}

/** Ends the session, here and in the browser; where there is none, nothing is said of it. */
export async function signOut(request: Request, { session, source, identity }: Caller): Promise<Response> {
  const { ask } = sessionsIn('accounts', 'oidc');
  const { access, audit } = runtime();
  const { response } = await ask({ path: '/sign-out', body: {}, request, source });
  if (session) {
    access.credentials.forget(session);
    await audit.record({ actor: identity?.name ?? 'anonymous', source, kind: 'logout', outcome: 'done' });
  }
  return withCookies(response, new Response(null, { status: 204 }));
}

/** Changes one's own password and ends one's other sessions. @throws Problem */
export async function changePassword(
  request: Request,
  body: { readonly currentPassword: string; readonly newPassword: string },
  { identity, session, source }: Caller,
): Promise<Response> {
  const { ask } = sessionsIn('accounts');
  if (!identity || !session) throw new Problem('refused', 'Only who is signed in has a password.');
  const { access, audit } = runtime();
  await limitAddress(source, { actor: identity.name, source, kind: 'password-changed' });
  const retryAfter = await countAccountAttempt(access.attempts, identity.name);
  if (retryAfter !== null) throw tooMany(retryAfter);
  const call = { path: '/change-password', body: { ...body, revokeOtherSessions: true }, request, source };
  const { response } = await ask(call);
  const record = (outcome: 'done' | 'refused') =>
    audit.record({ actor: identity.name, source, kind: 'password-changed', outcome });
  if (!response.ok) {
    await record('refused');
    throw new Problem('malformed', 'currentPassword: this is not your password');
  }
  await forgetAccountAttempts(access.attempts, identity.name);
  access.credentials.forget(session);
  await record('done');
  return withCookies(response, new Response(null, { status: 204 }));
}

/** Sessions, in modes that have what is asked for. @throws Problem in all others, which have no such route */
export function sessionsIn(...modes: readonly ('accounts' | 'oidc')[]): Sessions {
  const { sessions, mode } = runtime().access;
  if (sessions && modes.some((one) => one === mode)) return sessions;
  throw new Problem('unknown-route', `There is no such thing in the mode ${mode}.`);
}

/** An answer of Rollcall's own with the cookies that better-auth set: what else it says is for nobody. */
export function withCookies(from: Response, to: Response): Response {
  for (const cookie of from.headers.getSetCookie()) to.headers.append('set-cookie', cookie);
  to.headers.set('cache-control', 'no-store');
  return to;
}

export function tooMany(retryAfterSeconds: number): Problem {
  return new Problem('rate-limited', `Too many attempts; try again in ${retryAfterSeconds} s.`, retryAfterSeconds);
}

/** Counts an attempt from an address. @throws Problem where there were too many, which is recorded as `refused` */
export async function limitAddress(source: string, refused: Parameters<typeof recordShutOut>[0]): Promise<void> {
  const retryAfter = await countAddressAttempt(runtime().access.attempts, source);
  if (retryAfter === null) return;
  await recordShutOut({ ...refused, detail: 'too many attempts from this address' });
  throw tooMany(retryAfter);
}
