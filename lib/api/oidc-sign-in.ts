import type { Caller } from '../access/caller';
import { OIDC } from '../access/oidc-store';
import { ownPath } from '../access/own-path';
import type { SignInAnswer, SignInCall } from '../access/sign-in';
import { runtime } from '../running';
import { Problem } from './problem';
import { retryAfterOf, sessionsIn, tooMany, withCookies } from './sign-in';

/** Where the browser goes to sign in with the identity provider; it comes back to `next`. @throws Problem */
export async function startOidcSignIn(
  request: Request,
  { next }: { readonly next?: string | undefined },
  { source }: Caller,
): Promise<Response> {
  const body = { provider: OIDC, callbackURL: ownPath(next), errorCallbackURL: '/login', disableRedirect: true };
  const { response } = await askProvider({ path: '/sign-in/social', body, request, source });
  if (response.status === 429) throw tooMany(retryAfterOf(response));
  if (!response.ok)
    throw new Problem('identity-provider-unavailable', 'Signing in could not be begun; the log says why.');
  const { url } = (await response.json()) as { url: string };
  return withCookies(response, Response.json({ url }));
}

/** Where the identity provider sends the browser back to. Whoever is not let in comes to the login page with `error`. */
export async function finishOidcSignIn(request: Request, { source }: Caller): Promise<Response> {
  const path = `/callback/${OIDC}${new URL(request.url).search}`;
  const { response, signedIn } = await askProvider({ path, request, source });
  const location = new URL(response.headers.get('location') ?? '/login?error=failed', 'http://rollcall.invalid');
  const error = location.searchParams.get('error') ?? (signedIn ? undefined : 'failed');
  await runtime().audit.record({
    actor: signedIn?.email ?? 'anonymous',
    source,
    kind: 'login',
    outcome: signedIn ? 'done' : 'refused',
    detail: signedIn ? undefined : `identity provider: ${error}`,
  });
  const to = signedIn
    ? ownPath(location.pathname + location.search)
    : `/login?error=${encodeURIComponent(error ?? '')}`;
  return withCookies(response, new Response(null, { status: 302, headers: { location: to } }));
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
