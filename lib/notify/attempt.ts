import type { Clock } from '../domain/clock';
import { type Addressed, outgoing } from './outgoing';
import { post, type Reply } from './post';
import type { Target } from './target';

/** How one try has ended. */
export interface Attempt {
  /** `refused`: the same is answered every time, as far as one can tell. */
  readonly result: 'delivered' | 'failed' | 'refused';
  /** "answered 503", "connect ECONNREFUSED 127.0.0.1:9093" …, without a secret. */
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

/** Refusals that pass. */
const PASSING = [408, 425, 429];
const DETAIL_LIMIT = 200;

/** Sends a message once. Never rejects. */
export async function attempt(
  target: Target,
  { id, message }: Pick<Addressed, 'id' | 'message'>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Attempt> {
  const over = new AbortController();
  const late = new AbortController();
  void clock.sleep(target.timeoutMs, AbortSignal.any([signal, over.signal])).then(
    () => late.abort(),
    () => undefined,
  );
  try {
    const request = outgoing(target, { id, message, now: clock.now() });
    return ofReply(await post(request, AbortSignal.any([signal, late.signal])), target);
  } catch (error) {
    const detail = late.signal.aborted ? `no answer within ${target.timeoutMs / 1000} s` : reasonOf(error);
    return { result: 'failed', detail: withoutSecrets(detail, target), retryAfterMs: null };
  } finally {
    over.abort();
  }
}

function ofReply({ status, text, isCut, retryAfterSeconds }: Reply, target: Target): Attempt {
  const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1000;
  if (status >= 200 && status < 300) return { result: 'delivered', detail: `answered ${status}`, retryAfterMs };
  // Half a secret at the end would not be known for one.
  const whole = isCut ? text.slice(0, -Math.max(...secretsOf(target).map(({ length }) => length))) : text;
  const said = whole.trim().replace(/\s+/g, ' ');
  const redirect = status >= 300 && status < 400 ? ', and redirects are not followed' : '';
  const detail = withoutSecrets(`answered ${status}${redirect}${said && !redirect ? `: ${said}` : ''}`, target);
  return { result: status < 500 && !PASSING.includes(status) ? 'refused' : 'failed', detail, retryAfterMs };
}

function reasonOf(error: unknown): string {
  // Where a name has several addresses, Node joins their failures and leaves the message empty.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

/** A server may say back what it was sent. */
function withoutSecrets(text: string, target: Target): string {
  let clean = text;
  for (const value of secretsOf(target)) clean = clean.replaceAll(value, '…');
  return clean.length > DETAIL_LIMIT ? `${clean.slice(0, DETAIL_LIMIT)}…` : clean;
}

/** What nobody else must know of a target, the longest first: of its address all but the host and short words. */
function secretsOf({ url, secret, headers }: Target): string[] {
  const { pathname, search, searchParams, password } = new URL(url);
  const parts = [...pathname.split('/'), ...searchParams.values()].filter(({ length }) => length >= 8);
  const secrets = [secret ?? '', url, pathname, search, password, ...parts, ...Object.values(headers)];
  return secrets.filter(({ length }) => length > 3).sort((a, b) => b.length - a.length);
}
