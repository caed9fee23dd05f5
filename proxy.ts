import { hostname } from 'node:os';
import { type NextRequest, NextResponse } from 'next/server';
import { isOwnHost } from './lib/access/host';
import { methodsAt } from './lib/api/methods';
import { turnAway } from './lib/api/page-gate';
import { Problem, problemResponse } from './lib/api/problem';
import { contentSecurityPolicy, SECURITY_HEADERS } from './lib/api/security-headers';
import { runtime } from './lib/running';

/** What holds for every request before it reaches its route. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { config } = runtime();
  const { publicUrl } = config.access;
  const names = [...config.allowedHosts, config.host, hostname()].map((name) => name.toLowerCase());
  if (publicUrl !== undefined) names.push(new URL(publicUrl).hostname);
  if (!isOwnHost(request.headers.get('host'), names)) {
    return secured(
      problemResponse(
        new Problem(
          'foreign-host',
          'This server is not asked for under this Host name; allowedHosts lists more names.',
        ),
      ),
    );
  }
  if (!isDecodable(request.nextUrl.pathname)) {
    return secured(problemResponse(new Problem('malformed', 'The path is not valid percent-encoded UTF-8.')));
  }
  const methods = methodsAt(request.nextUrl.pathname);
  if (methods !== null && !methods.includes(request.method)) {
    const problem = new Problem(
      'method-not-allowed',
      `${request.method} is not possible here; expected ${methods.join(', ')}.`,
    );
    const answer = secured(problemResponse(problem));
    answer.headers.set('allow', methods.join(', '));
    return answer;
  }
  const turnedAway = methods === null ? await turnAway(request) : null;
  if (turnedAway) return secured(turnedAway);
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  const response = secured(NextResponse.next({ request: { headers } }));
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = { matcher: ['/((?!_next/static/).*)'] };

function secured<Answer extends Response>(response: Answer): Answer {
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value);
  return response;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
