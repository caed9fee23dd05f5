import { backoffDelayMs } from '../../domain/backoff';
import { describeError, RegistryError } from '../../domain/errors';
import type { Answer } from './consul-answer';
import type { ConsulApi, Query } from './consul-api';
import type { ConsulDeps } from './consul-options';
import { answerTimeoutMs, type IndexStep, stepIndex } from './query-index';

export interface BlockingQuery extends Query {
  /** Block for what is newer than this; 0 answers at once. */
  readonly from: bigint;
  /** Milliseconds to pause after an answer of so many bytes. */
  readonly pace: (bytes: number) => number;
  /** Called for every failure; the query then goes on by itself. */
  readonly onFailure: (error: RegistryError) => void;
  /** Called for the first answer after a failure, before it is yielded. */
  readonly onRecovery?: () => void;
}

export interface BlockingAnswer extends Answer {
  readonly outcome: Exclude<IndexStep['outcome'], 'unchanged'>;
}

/** Under the minute after which most proxies cut a silent connection. */
const WAIT_MS = 45_000;
const WAIT_CHANCE_MS = 5_000;
/** Rights do not come back by asking often. */
export const DENIED_RETRY_MS = 10_000;

/**
 * Asks again and again for what is newer, by the rules of {@link stepIndex}, and yields answers with a new index; their
 * data may still be the same. Failures are waited out with backoff. Ends when the signal aborts.
 */
export async function* blockingQuery(
  api: ConsulApi,
  query: BlockingQuery,
  { clock, random, signal }: Pick<ConsulDeps, 'clock' | 'random'> & { readonly signal: AbortSignal },
): AsyncGenerator<BlockingAnswer, void, void> {
  let index = query.from;
  let failures = 0;
  let isDoubtful = false;
  while (!signal.aborted) {
    let pauseMs: number;
    try {
      // By chance, so that queries begun together do not all end together.
      const waitMs = Math.round(WAIT_MS - WAIT_CHANCE_MS * random());
      const askedAt = clock.now();
      const answer = await api.read(asking(query, isDoubtful ? 0n : index, waitMs), signal);
      const step = stepIndex(index, indexOf(answer));
      index = step.index;
      // Restoring a snapshot ends the wait early with the old index; asked with it again, Consul would wait for it to pass.
      isDoubtful = step.outcome === 'unchanged' && !isDoubtful && clock.now() - askedAt < waitMs / 2;
      if (failures > 0) query.onRecovery?.();
      failures = 0;
      if (step.outcome !== 'unchanged') yield { ...answer, outcome: step.outcome };
      pauseMs = query.pace(answer.bytes);
    } catch (error) {
      if (signal.aborted) return;
      const failure = registryError(error);
      query.onFailure(failure);
      pauseMs = isDenied(failure) ? DENIED_RETRY_MS : backoffDelayMs(failures, random);
      failures += 1;
    }
    if (pauseMs > 0) await clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

export function isDenied({ code }: RegistryError): boolean {
  return code === 'permission-denied' || code === 'unauthenticated';
}

/** The index of an answer that must have one. @throws RegistryError `bad-answer` */
export function indexOf(answer: Answer): bigint {
  if (answer.index === null) throw new RegistryError('bad-answer', 'the answer has no X-Consul-Index');
  return answer.index;
}

export function registryError(error: unknown): RegistryError {
  if (error instanceof RegistryError) return error;
  const { code, detail } = describeError(error);
  return new RegistryError(code, detail, { cause: error });
}

function asking(query: BlockingQuery, index: bigint, waitMs: number): Query {
  if (index === 0n) return query;
  const params = { ...query.params, index: String(index), wait: `${waitMs}ms` };
  return { ...query, params, timeoutMs: answerTimeoutMs(waitMs) };
}
