import { describe, expect, it } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import { type BlockingQuery, blockingQuery, DENIED_RETRY_MS } from '@/lib/registry/consul/blocking-query';
import type { Answer } from '@/lib/registry/consul/consul-answer';
import type { ConsulApi, Query } from '@/lib/registry/consul/consul-api';
import { manualClock } from '../support/manual-clock';
import { eventually } from '../support/wait';

type Reply = bigint | null | RegistryError;

/** An API that answers in order, and then not at all; each answer takes a wait's time. */
function scripted(replies: Reply[], clock = manualClock(), tookMs = 60_000) {
  const asked: Query[] = [];
  const api: ConsulApi = {
    async read(query, signal): Promise<Answer> {
      asked.push(query);
      const reply = replies.shift();
      if (reply === undefined)
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal)));
      if (query.params?.index) await clock.advance(tookMs);
      if (reply instanceof RegistryError) throw reply;
      return { value: [], index: reply, bytes: 100, filtered: false };
    },
    close: () => undefined,
  };
  return { api, asked, clock };
}

function start({ api, clock }: ReturnType<typeof scripted>, query: Partial<BlockingQuery> = {}) {
  const end = new AbortController();
  const outcomes: string[] = [];
  const failures: string[] = [];
  const asking: BlockingQuery = {
    path: '/v1/x',
    from: 0n,
    pace: () => 0,
    onFailure: ({ code }) => failures.push(code),
    ...query,
  };
  const done = (async () => {
    for await (const { outcome } of blockingQuery(api, asking, { clock, random: () => 0.5, signal: end.signal })) {
      outcomes.push(outcome);
    }
  })();
  const stop = () => {
    end.abort();
    return done;
  };
  return { outcomes, failures, stop };
}

const indexes = (asked: readonly Query[]) => asked.map(({ params }) => params?.index ?? null);

describe('a blocking query', () => {
  it('asks once without an index and then with the last one', async () => {
    const script = scripted([5n, 9n]);
    const query = start(script);
    await eventually(() => script.asked.length === 3);
    await query.stop();
    expect(indexes(script.asked)).toEqual([null, '5', '9']);
    expect(query.outcomes).toEqual(['first', 'changed']);
  });

  it('says nothing when it timed out unchanged', async () => {
    const script = scripted([5n, 5n, 5n]);
    const query = start(script);
    await eventually(() => script.asked.length === 4);
    await query.stop();
    expect(query.outcomes).toEqual(['first']);
    expect(indexes(script.asked)).toEqual([null, '5', '5', '5']);
  });

  it('asks without an index when an unchanged answer came early, and so sees an index that fell', async () => {
    const script = scripted([50n, 50n, 7n], manualClock(), 10);
    const query = start(script);
    await eventually(() => script.asked.length === 4);
    await query.stop();
    expect(indexes(script.asked).slice(0, 3)).toEqual([null, '50', null]);
    expect(query.outcomes).toEqual(['first', 'reset']);
  });

  it('starts again from nothing when the index falls', async () => {
    const script = scripted([50n, 7n, 8n]);
    const query = start(script);
    await eventually(() => script.asked.length === 4);
    await query.stop();
    expect(indexes(script.asked)).toEqual([null, '50', null, '8']);
    expect(query.outcomes).toEqual(['first', 'reset', 'first']);
  });

  it('waits longer than the server may before it gives up', async () => {
    const script = scripted([5n]);
    const query = start(script);
    await eventually(() => script.asked.length === 2);
    await query.stop();
    const [, blocking] = script.asked;
    const waitMs = Number.parseInt(blocking?.params?.wait ?? '', 10);
    expect(blocking?.timeoutMs).toBeGreaterThan((waitMs * 17) / 16);
  });

  it.each(['rate-limited', 'unavailable', 'unreachable', 'timeout'] as const)('backs off after %s', async (code) => {
    const script = scripted([5n, new RegistryError(code, 'no'), 6n]);
    const query = start(script);
    await eventually(() => query.failures.length === 1);
    await eventually(() => script.clock.sleepers() === 1);
    expect(script.asked).toHaveLength(2);
    await script.clock.advance(100);
    await eventually(() => query.outcomes.length === 2);
    await query.stop();
    expect(query.failures).toEqual([code]);
  });

  it('asks rarely where it may not', async () => {
    const script = scripted([new RegistryError('permission-denied', 'no'), 6n]);
    const query = start(script);
    await eventually(() => script.clock.sleepers() === 1);
    await script.clock.advance(DENIED_RETRY_MS - 1);
    expect(script.asked).toHaveLength(1);
    await script.clock.advance(1);
    await eventually(() => query.outcomes.length === 1);
    await query.stop();
  });

  it('takes an answer without an index for a bad one', async () => {
    const script = scripted([null]);
    const query = start(script);
    await eventually(() => query.failures.length === 1);
    await query.stop();
    expect(query.failures).toEqual(['bad-answer']);
  });

  it('pauses as it is told to', async () => {
    const script = scripted([5n, 6n]);
    const query = start(script, { pace: () => 300 });
    await eventually(() => script.clock.sleepers() === 1);
    expect(script.asked).toHaveLength(1);
    await script.clock.advance(300);
    await eventually(() => script.asked.length === 2);
    await query.stop();
  });
});
