import type { Caller } from '../access/caller';
import { runtime } from '../running';
import { STREAM_VIEWS, type StreamView, type ViewSpec } from '../stream/frames';
import { knownUpstream } from './catalogs';
import { nodeResponse } from './node-response';
import { Problem } from './problem';
import { whileAllowed } from './still-allowed';

/**
 * What a stream request asks for: `view` once or more, `registry` and `service` for all views,
 * `<view>.registry` and `<view>.service` for that one.
 * @throws Problem `malformed`, `unknown-registry`
 */
function viewsFrom(request: Request): ViewSpec[] {
  const { searchParams } = new URL(request.url);
  const views = [...new Set(searchParams.getAll('view'))];
  if (views.length === 0) throw new Problem('malformed', `view: expected one or more of ${STREAM_VIEWS.join(', ')}`);
  return views.map((view) => {
    if (!isView(view)) throw new Problem('malformed', `view: expected one of ${STREAM_VIEWS.join(', ')}`);
    const registry = searchParams.get(`${view}.registry`) ?? searchParams.get('registry');
    const service = searchParams.get(`${view}.service`) ?? searchParams.get('service');
    if (registry !== null) knownUpstream(registry);
    return { view, ...(registry !== null && { registry }), ...(service !== null && { service }) };
  });
}

/** Where the reader was: the header of an automatic reconnection wins over the address, which by then is old. */
function placeFrom(request: Request): string | null {
  return request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
}

/** An open event stream; for a HEAD request its headers alone, since nobody would read or close it. */
export function streamResponse(request: Request, caller: Caller): Response {
  const views = viewsFrom(request);
  const open = () =>
    runtime().readers.open(views, placeFrom(request), {
      signal: whileAllowed(request, caller, 'viewer'),
      sink: nodeResponse(),
    });
  return new Response(request.method === 'HEAD' ? null : open(), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function isView(view: string): view is StreamView {
  return STREAM_VIEWS.some((known) => known === view);
}
