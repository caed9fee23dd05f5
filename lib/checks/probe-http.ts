import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { formatAddress } from '../domain/instance';
import { BodySearch } from './body-search';
import type { Dialled } from './choose-address';
import type { Finding, HttpProbe } from './probe';
import { ProbeFailure } from './probe-failure';
import { tlsOptions } from './tls-context';

/** Sends one request over a connection of its own. No redirect is followed: it could lead anywhere. */
export function probeHttp(probe: HttpProbe, dialled: Dialled, signal: AbortSignal): Promise<Finding> {
  const { method, path, tls } = probe;
  const { address, port } = dialled;
  const hasHost = Object.keys(probe.headers).some((name) => name.toLowerCase() === 'host');
  const headers = {
    'user-agent': 'rollcall',
    accept: '*/*',
    'accept-encoding': 'identity',
    connection: 'close',
    ...(hasHost ? {} : { host: hostHeader(dialled, tls ? 443 : 80) }),
    ...probe.headers,
  };
  const common = { host: address, port, method, path, headers, signal, agent: false as const };
  return new Promise((resolve, reject) => {
    const request = tls ? requestHttps({ ...common, ...tlsOptions(tls, dialled) }) : requestHttp(common);
    let isAnswered = false;
    request.on('error', reject);
    // Node says no more than this of an answer that changes the protocol.
    request.once('close', () => {
      if (!isAnswered) reject(new ProbeFailure('critical', 'closed without an answer'));
    });
    request.once('response', (response) => {
      isAnswered = true;
      judge(probe, response)
        .then(resolve, reject)
        .finally(() => request.destroy());
    });
    request.end();
  });
}

async function judge({ statuses, body, method }: HttpProbe, response: IncomingMessage): Promise<Finding> {
  const { statusCode = 0 } = response;
  const said = `HTTP ${statusCode}`;
  if (!statuses.some(({ from, to }) => statusCode >= from && statusCode <= to)) {
    const isRedirect = statusCode >= 300 && statusCode < 400 && response.headers.location !== undefined;
    return { status: 'critical', output: isRedirect ? `${said}; redirects are not followed` : said };
  }
  if (!body || method === 'HEAD') return { status: 'passing', output: said };
  const isFound = await contains(response, new BodySearch(body.contains, body.maxBytes));
  if (isFound) return { status: 'passing', output: `${said}, with the expected text` };
  return { status: 'critical', output: `${said}, without the expected text in its first ${body.maxBytes} bytes` };
}

async function contains(response: IncomingMessage, search: BodySearch): Promise<boolean> {
  for await (const piece of response) {
    const result = search.take(piece);
    if (result !== 'open') return result === 'found';
  }
  return false;
}

function hostHeader({ host, port }: Dialled, usual: number): string {
  return formatAddress(host, port === usual ? 0 : port);
}
