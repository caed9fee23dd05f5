/** How an answer's index stands to the one asked with. */
export type IndexStep = {
  /** What to ask with next. */
  readonly index: bigint;
  readonly outcome: 'first' | 'changed' | 'unchanged' | 'reset';
};

const NONE = 0n;

/**
 * Consul's rules for `X-Consul-Index`: an index that falls means a restored or new state, and asks for everything again
 * (0); a returned 0 counts as 1, since asking with 0 does not block; the same index is the query's time-out.
 */
export function stepIndex(asked: bigint, answered: bigint): IndexStep {
  const index = answered > NONE ? answered : 1n;
  if (asked === NONE) return { index, outcome: 'first' };
  if (index < asked) return { index: NONE, outcome: 'reset' };
  return { index, outcome: index === asked ? 'unchanged' : 'changed' };
}

/** The index a header holds, or null where the endpoint gave none. */
export function parseIndex(header: string | readonly string[] | undefined): bigint | null {
  return typeof header === 'string' && /^\d{1,20}$/.test(header) ? BigInt(header) : null;
}

const GRACE_MS = 5_000;

/** How long to wait for the answer of a query that blocks for `waitMs`: servers add up to a sixteenth of chance. */
export function answerTimeoutMs(waitMs: number): number {
  return Math.ceil((waitMs * 17) / 16) + GRACE_MS;
}
