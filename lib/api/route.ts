import type { Caller } from '../access/caller';
import type { Needs } from '../access/needs';
import { runtime } from '../running';
import { callerOf, identify } from './asking';
import { isDiscoveryRequest } from './discovery-request';
import { changesSomething, passGate } from './gate';
import { Problem, problemOf, problemResponse } from './problem';
import { recordRefusal } from './refusal';

type Handler<Context> = (request: Request, context: Context, caller: Caller) => Promise<Response> | Response;

/**
 * Makes a handler a route: what it throws becomes a problem, what would change something passes the gate first, and
 * nobody reaches it without the role it needs.
 */
export function route<Context>(
  needs: Needs,
  handler: Handler<Context>,
  { inReadOnly = false }: { readonly inReadOnly?: boolean } = {},
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      const asker = await identify(request.headers);
      try {
        passGate(request, asker, { needs, inReadOnly });
      } catch (error) {
        if (error instanceof Problem && changesSomething(request)) await recordRefusal(request, asker, error);
        throw error;
      }
      if (isDiscoveryRequest(request)) runtime().metrics.discoveryRequest();
      return kept(await handler(request, context, callerOf(asker)));
    } catch (error) {
      // Whoever asked has gone; nobody reads the answer and nothing went wrong.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      const problem = problemOf(error);
      if (!problem || problem.code === 'storage-unavailable')
        runtime().log.error({ err: error, method: request.method, path: pathOf(request) }, 'request-failed');
      return problemResponse(
        problem ?? new Problem('internal', 'Something went wrong in Rollcall; its log says what.'),
      );
    }
  };
}

/** What one may see another may not: nothing on the way keeps an answer that says nothing else. */
function kept(answer: Response): Response {
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'no-store');
  return answer;
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname;
}
