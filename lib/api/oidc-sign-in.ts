import type { Caller } from '../access/caller';
import { OIDC } from '../access/oidc-store';
import { ownPath } from '../access/own-path';
import type { SignInAnswer, SignInCall } from '../access/sign-in';
import { runtime } from '../running';
import { Problem } from './problem';
import { recordShutOut } from './refusal';
import { limitAddress, sessionsIn, withCookies } from './sign-in';

/** Where the browser goes to sign in with the identity provider; it comes back to `next`. @throws Problem */
export async function startOidcSignIn(
  request: Request,
  { next }: { readonly next?: string | undefined },
  { source }: Caller,
): Promise<Response> {
  const callbackURL = ownPath(next);
  const body = {
    provider: OIDC,
    callbackURL,
    errorCallbackURL: loginPath({ next: callbackURL }),
    disableRedirect: true,
  };
  await limitAddress(source, { actor: 'anonymous', source, kind: 'login' });
  const { response } = await askProvider({ path: '/sign-in/social', body, request, source });
  if (!response.ok)
    throw new Problem('identity-provider-unavailable', 'Signing in could not be begun; the log says why.');
  const { url } = (await response.json()) as { url: string };
  return withCookies(response, Response.json({ url }));
}

/** Where the identity provider sends the browser back to. Whoever is not let in comes to the login page with `error`. */
export async function finishOidcSignIn(request: Request, { source }: Caller): Promise<Response> {
  try {
    await limitAddress(source, { actor: 'anonymous', source, kind: 'login' });
    return await finish(request, source);
  } catch (error) {
    // A browser comes back here, to which a problem document says nothing.
    if (!(error instanceof Problem) || error.code === 'unknown-route') throw error;
    return sendTo(loginPath({ error: error.code }));
  }
}

async function finish(request: Request, source: string): Promise<Response> {
  const path = `/callback/${OIDC}${new URL(request.url).search}`;
  const { response, signedIn } = await askProvider({ path, request, source });
  const location = new URL(response.headers.get('location') ?? '/login?error=failed', 'http://rollcall.invalid');
  const error = location.searchParams.get('error') ?? (signedIn ? undefined : 'failed');
  const record = { source, kind: 'login' };
  if (signedIn) await runtime().audit.record({ ...record, actor: signedIn.email, outcome: 'done' });
  else await recordShutOut({ ...record, actor: 'anonymous', detail: `identity provider: ${error}` });
  const to = signedIn
    ? ownPath(location.pathname + location.search)
    : loginPath({ next: ownPath(location.searchParams.get('next')), error });
  return withCookies(response, sendTo(to));
}

function sendTo(location: string): Response {
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
}

function loginPath({ next = '/', error }: { readonly next?: string; readonly error?: string | undefined }): string {
  const query = new URLSearchParams({ ...(next !== '/' && { next }), ...(error !== undefined && { error }) });
  return query.size === 0 ? '/login' : `/login?${query}`;
}

async function askProvider(call: SignInCall): Promise<SignInAnswer> {
  const { askOidc } = sessionsIn('oidc');
  try {
    if (askOidc) return await askOidc(call);
  } catch (error) {
    runtime().log.error({ err: error }, 'identity-provider-unavailable');
  }
  throw new Problem('identity-provider-unavailable', 'The identity provider cannot be asked; the log says why.');
}
