import { mayAsk } from '../access/needs';
import { runtime } from '../running';
import { identify } from './asking';
import { Problem, problemOf, problemResponse } from './problem';

/** What is there for whoever is not signed in: the login page, and files that hold nothing of anybody. */
const OPEN = /^\/(login|icon\.svg|favicon\.ico|robots\.txt|manifest\.webmanifest)$/;
/** Routes look at who asks by themselves. */
const ROUTES = /^\/(api(\/|$)|healthz$|readyz$|metrics$)/;

/** The answer to who may not see a page: to the login page, or a problem for programs behind a proxy; null for who may. */
export async function turnAway(request: Request): Promise<Response | null> {
  const { pathname, search } = new URL(request.url);
  const { mode } = runtime().access;
  if (mode === 'local' || mode === 'read-only' || OPEN.test(pathname) || ROUTES.test(pathname)) return null;
  try {
    const { identity, reason } = await identify(request.headers);
    if (mayAsk(identity, 'viewer')) return null;
    if (mode === 'accounts' || mode === 'oidc') return toLogin(pathname + search, request.url);
    if (isForPeople(request.headers)) return toLogin(pathname + search, request.url);
    return problemResponse(new Problem(reason?.code ?? 'unauthenticated', reason?.detail ?? 'Nobody is signed in.'));
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) runtime().log.error({ err: error, path: pathname }, 'page-gate-failed');
    return problemResponse(problem ?? new Problem('internal', 'Something went wrong in Rollcall; its log says what.'));
  }
}

/** A browser that opens a page, or moves on within one already open: neither shows anybody a problem document. */
function isForPeople(headers: Headers): boolean {
  return headers.has('rsc') || (headers.get('accept')?.includes('text/html') ?? false);
}

function toLogin(next: string, url: string): Response {
  const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  return new Response(null, {
    status: 307,
    headers: { location: new URL(`/login${query}`, url).href, 'cache-control': 'no-store' },
  });
}
