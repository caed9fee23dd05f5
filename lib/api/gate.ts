import type { Asker } from '../access/asked';
import { refuseMutation } from '../access/gate';
import { mayAsk, type Needs } from '../access/needs';
import { runtime } from '../running';
import { Problem } from './problem';

/** What a route asks of who calls it. */
export interface Rule {
  readonly needs: Needs;
  /** A POST that changes nothing, so that a server where nobody may change anything answers it too. */
  readonly inReadOnly: boolean;
}

/** Lets a request through to its route. @throws Problem where it may not */
export function passGate(request: Request, asker: Asker, { needs, inReadOnly }: Rule): void {
  if (changesSomething(request)) passMutation(request, asker, inReadOnly);
  const { identity, reason } = asker;
  if (mayAsk(identity, needs)) return;
  const { mode } = runtime().access;
  if (mode === 'read-only') {
    // Reading stays open where nobody configured who may read.
    if (needs === 'viewer') return;
    throw new Problem('read-only', 'No access is configured, so that nobody may do this.');
  }
  if (reason) throw new Problem(reason.code, reason.detail);
  if (!identity) {
    throw new Problem('unauthenticated', 'Sign in, or show an API token: "Authorization: Bearer rc_…".');
  }
  throw new Problem('forbidden', `This needs the role ${needs}; yours is ${identity.role}.`);
}

export function changesSomething({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function passMutation(request: Request, { identity }: Asker, inReadOnly: boolean): void {
  const { mode, settings } = runtime().access;
  const refusal = refuseMutation({
    origin: request.headers.get('origin'),
    secFetchSite: request.headers.get('sec-fetch-site'),
    host: request.headers.get('host'),
    contentType: request.headers.get('content-type'),
    hasBody: hasBody(request),
    isReadOnly: mode === 'read-only' && !inReadOnly,
    isAmbient: identity?.via === 'session' || identity?.via === 'proxy',
    publicUrl: settings.publicUrl,
  });
  if (refusal) throw new Problem(refusal.code, refusal.detail);
}

/** By its headers: a route is given a body object for every PUT, empty ones too. */
function hasBody({ headers }: Request): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}
