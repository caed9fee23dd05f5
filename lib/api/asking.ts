import type { Asked, Asker } from '../access/asked';
import type { Caller } from '../access/caller';
import { runtime } from '../running';
import { nodeResponse } from './node-response';

/** Who asks, by the headers of a request and the connection it came over. */
export function identify(headers: Headers): Promise<Asker> {
  return runtime().access.identify(askedWith(headers));
}

/** A caller as handlers see it. */
export function callerOf({ identity, source, session, tokenOf }: Asker): Caller {
  return {
    identity,
    source,
    session,
    tokenOf,
    credentialFor: (registry) => (session ? runtime().access.credentials.find(session, registry) : undefined),
  };
}

function askedWith(headers: Headers): Asked {
  const incoming = nodeResponse()?.req;
  // The framework adds an X-Forwarded-For of its own; what counts is what came over the connection.
  const forwarded = incoming?.headersDistinct['x-forwarded-for'];
  return {
    headers,
    socketAddress: incoming?.socket.remoteAddress ?? '',
    forwardedFor: forwarded ? forwarded.join(',') : null,
    isRepeated: (name) => (incoming?.headersDistinct[name]?.length ?? 0) > 1,
  };
}
