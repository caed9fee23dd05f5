import { isLoopback, refuseMutation } from '../access/gate';
import { runtime } from '../running';
import { Problem, problemOf, problemResponse } from './problem';

type Handler<Context> = (request: Request, context: Context) => Promise<Response> | Response;

/** Makes a handler a route: what it throws becomes a problem, and what would change something passes the gate first. */
export function route<Context>(handler: Handler<Context>): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') passGate(request);
      return await handler(request, context);
    } catch (error) {
      // Whoever asked has gone; nobody reads the answer and nothing went wrong.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      const problem = problemOf(error);
      if (!problem)
        runtime().log.error({ err: error, method: request.method, path: pathOf(request) }, 'request-failed');
      return problemResponse(
        problem ?? new Problem('internal', 'Something went wrong in Rollcall; its log says what.'),
      );
    }
  };
}

function passGate(request: Request): void {
  const refusal = refuseMutation({
    origin: request.headers.get('origin'),
    secFetchSite: request.headers.get('sec-fetch-site'),
    host: request.headers.get('host'),
    contentType: request.headers.get('content-type'),
    hasBody: hasBody(request),
    isLocal: isLoopback(runtime().config.host),
  });
  if (!refusal) return;
  runtime().log.warn({ code: refusal.code, method: request.method, path: pathOf(request) }, 'mutation-refused');
  throw new Problem(refusal.code, refusal.detail);
}

/** By its headers: a route is given a body object for every PUT, empty ones too. */
function hasBody({ headers }: Request): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}
