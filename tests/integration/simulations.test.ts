import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulationAnswerSchema } from '@/lib/api/simulation-answer-schemas';
import { POLICIES } from '@/lib/balancer/policies';
import { mm1 } from '@/lib/simulation/theory';
import { type Answer, type ApiClient, apiClient, expectProblem, jsonBody } from '../support/api-client';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';

const PATH = '/api/v1/simulations';

let rollcall: RollcallServer;
let api: ApiClient;

beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
  api = apiClient(rollcall.url);
});
afterAll(async () => {
  expect(rollcall.logs()).not.toContain('request-failed');
  await rollcall[Symbol.asyncDispose]();
});

const simulate = (body: object, init: RequestInit = {}) => api.call('POST', PATH, { ...jsonBody(body), ...init });

/** The body of a 200, exactly as its schema says. */
async function answered(body: object, init: RequestInit = {}) {
  const answer = await simulate(body, init);
  expect(answer.body.detail).toBeUndefined();
  expect(answer.status).toBe(200);
  expect(simulationAnswerSchema.parse(answer.body)).toEqual(answer.body);
  return answer.body;
}

async function refused(body: object, status: number, code: string): Promise<string> {
  const answer = await simulate(body);
  expectProblem(answer, status, code);
  return answer.body.detail;
}

/** `a`, `b`, `c` … with these weights. */
const weighted = (...weights: number[]) => weights.map((weight, i) => ({ id: String.fromCharCode(97 + i), weight }));
/** Ports 90 to 95 of 127.0.0.1, as Envoy's tests have them. */
const ENVOY = [90, 91, 92, 93, 94, 95].map((port) => ({ id: `:${port}`, address: '127.0.0.1', port }));
const TEN = Array.from({ length: 10 }, (_, i) => ({ id: `i${i}`, address: `10.0.0.${i}`, port: 8080 }));
const poisson = (ratePerSecond: number, requests: number) => ({
  arrivals: { kind: 'poisson', ratePerSecond },
  serviceTime: { kind: 'exponential', meanMs: 1 },
  requests,
});

describe('picks over HTTP', () => {
  it('are those of Envoy’s ring (ring_hash_lb_test.cc, Basic)', async () => {
    const hashes = [
      ['0', ':94'],
      ['18446744073709551615', ':94'],
      ['3551244743356806947', ':95'],
      ['3551244743356806948', ':93'],
      ['16117243373044804880', ':90'],
    ] as const;
    const body = await answered({
      policy: 'ring-hash',
      options: { hash: 'xxhash64', minimumRingSize: 12, maximumRingSize: 8_388_608 },
      instances: ENVOY,
      seed: 'any',
      hashes: hashes.map(([hash]) => hash),
    });
    expect(body.picks).toEqual(hashes.map(([, pick]) => pick));
    expect(body.counts).toEqual({ ':90': 1, ':91': 0, ':92': 0, ':93': 1, ':94': 2, ':95': 1 });
  });

  it('are those of Envoy’s Maglev (maglev_lb_test.cc, Basic)', async () => {
    const hashes = ['0', '1', '2', '3', '4', '5', '6'];
    const body = await answered({ policy: 'maglev', options: { tableSize: 7 }, instances: ENVOY, hashes });
    expect(body.picks).toEqual([':92', ':94', ':90', ':91', ':95', ':90', ':93']);
    const larger = await answered({
      policy: 'maglev',
      options: { tableSize: 17 },
      instances: ENVOY.slice(0, 2),
      hashes: Array.from({ length: 17 }, (_, i) => String(i)),
    });
    expect(Object.values(larger.counts).sort()).toEqual([8, 9]);
  });

  it.each([
    // balancers.md: NGINX's commit 52327e0627f4, Envoy's deadlines, gRPC's sequence from 0, IPVS.
    ['smooth', weighted(5, 1, 1), 'a a b a c a a'],
    ['edf', weighted(5, 1, 1), 'a a a a b c a'],
    ['static-stride', weighted(1, 2, 3), 'b c c a b c'],
    ['static-stride', weighted(3, 0, 1), 'a b c a a b'],
    ['block', weighted(4, 3, 2), 'a a b a b c a b c'],
  ])('are in the order of weighted round robin: %s', async (algorithm, instances, order) => {
    const requests = order.split(' ').length;
    const body = await answered({ policy: 'weighted-round-robin', options: { algorithm }, instances, requests });
    expect(body.picks.join(' ')).toBe(order);
  });

  it('clamp as gRPC C++ does, or not, as Go', async () => {
    const picked = async (clamp: boolean) => {
      const options = { algorithm: 'static-stride', clamp };
      const instances = weighted(100, 1e-10);
      return (await answered({ policy: 'weighted-round-robin', options, instances, requests: 201 })).counts;
    };
    expect(await picked(true)).toEqual({ a: 200, b: 1 });
    expect(await picked(false)).toEqual({ a: 201, b: 0 });
  });

  it.each(POLICIES.map(({ id }) => id))('are given with the defaults, twice the same: %s', async (policy) => {
    const asked = { policy, instances: TEN, seed: 3, keys: Array.from({ length: 500 }, (_, i) => `10.1.${i}.1`) };
    const body = await answered(asked);
    expect(body.policy).toBe(policy);
    expect(body.picks).toHaveLength(500);
    expect(await answered(asked)).toEqual(body);
  });

  it('are a hundred thousand at most, of any ids, for any keys', async () => {
    const ids = ['__proto__', 'constructor', ' ', '\u0000', '😀', 'a/b?c#d'];
    const keys = Array.from({ length: 100_000 }, (_, i) => (i === 0 ? '' : `\u0000 key ${i} 😀`));
    const { body } = await simulate({ policy: 'rendezvous', instances: ids.map((id) => ({ id })), keys });
    expect(body.picks).toHaveLength(100_000);
    expect(Object.keys(body.counts)).toEqual(ids);
    expect(new Set(body.picks)).toEqual(new Set(ids));
  });

  it('are of ids as long as one likes, as long as the answer can be sent', async () => {
    const instances = [{ id: 'a'.repeat(1_000_000) }];
    expect((await answered({ policy: 'random', instances, requests: 2 })).picks).toEqual([
      instances[0]?.id,
      instances[0]?.id,
    ]);
    const detail = await refused({ policy: 'random', instances, requests: 1_000 }, 422, 'simulation-too-large');
    expect(detail).toMatch(/answer/);
  });

  it('are none where nobody can be picked', async () => {
    const out = await answered({ policy: 'random', instances: [{ id: 'a', rotation: 'out' }], requests: 2 });
    expect(out).toMatchObject({ picks: [null, null], counts: { a: 0 }, statistics: { withoutInstance: 2 } });
    expect((await answered({ policy: 'maglev', instances: [], keys: ['k'] })).picks).toEqual([null]);
    const traffic = poisson(1, 10);
    expect((await answered({ policy: 'random', instances: [], traffic })).statistics.responseTimeMs).toBeNull();
  });
});

describe('a load over HTTP', () => {
  it('of two million requests is answered within 20 s, with the times theory has', async () => {
    const asked = { policy: 'random', instances: TEN, seed: 'load', traffic: poisson(7_000, 2_000_000) };
    const body = await answered(asked, { signal: AbortSignal.timeout(20_000) });
    const { responseTimeMs, requests } = body.statistics;
    expect(requests.answered).toBe(1_900_000);
    expect(responseTimeMs.mean / mm1(0.7)).toBeCloseTo(1, 1);
    // An M/M/1's times are exponential.
    expect(responseTimeMs.p99 / (4.6052 * mm1(0.7))).toBeCloseTo(1, 1);
    expect(Object.values<number>(body.counts).reduce((sum, count) => sum + count, 0)).toBe(2_000_000);
    expect(body.picks).toHaveLength(100_000);
  }, 60_000);

  it('has room for requests whose time-outs are far away, once they are answered', async () => {
    const traffic = { ...poisson(7_000, 5_000_000), timeoutMs: 600_000 };
    const { statistics } = await answered({ policy: 'round-robin', instances: TEN, traffic });
    expect(statistics.requests.answered).toBe(4_750_000);
    // Of 714 s that they come in, whose end waits for nobody.
    for (const { utilisation } of statistics.instances) expect(utilisation).toBeCloseTo(0.7, 2);
  }, 60_000);

  it('is the same for every policy and seed, but for the picks', async () => {
    const instances = [{ id: 'alone' }];
    const [one, other] = await Promise.all(
      ['random', 'peak-ewma'].map((policy) => answered({ policy, instances, seed: 1, traffic: poisson(500, 5_000) })),
    );
    expect(one.statistics.responseTimeMs).toEqual(other.statistics.responseTimeMs);
    const again = await answered({ policy: 'random', instances, seed: '1', traffic: poisson(500, 5_000) });
    expect(again).toEqual(one);
    const another = await answered({ policy: 'random', instances, seed: 2, traffic: poisson(500, 5_000) });
    expect(another.statistics.responseTimeMs).not.toEqual(one.statistics.responseTimeMs);
  });

  it('takes everything that may happen in one', async () => {
    const body = await answered({
      policy: 'ring-hash',
      instances: TEN.map((one) => ({ ...one, slowness: 2, concurrency: 4, queueLimit: 10, health: 'warning' })),
      panicPercent: 50,
      traffic: {
        arrivals: { kind: 'bursts', ratePerSecond: 5_000, size: 20 },
        serviceTime: { kind: 'log-normal', meanMs: 2, sigma: 1 },
        requests: 20_000,
        warmUp: 100,
        keys: { kind: 'zipf', count: 1_000, exponent: 1.2 },
        timeoutMs: 20,
        retries: 1,
        limitMs: 10,
        balancers: 3,
        staleMs: 5,
        events: [
          { atMs: 100, kind: 'fail', instance: 'i1', answersAfterMs: 1 },
          { atMs: 200, kind: 'drain', instance: 'i2' },
          { atMs: 300, kind: 'weight', instance: 'i3', weight: 5 },
          { atMs: 300, kind: 'slow', instance: 'i3', slowness: 3 },
          { atMs: 400, kind: 'add', instance: 'i4' },
        ],
      },
    });
    const { answered: count, failed, withoutInstance, retried } = body.statistics.requests;
    expect(count + failed + withoutInstance).toBe(19_900);
    expect(retried).toBeGreaterThan(0);
  });
});

describe('a simulation that cannot be', () => {
  const one = { policy: 'random', instances: TEN, requests: 1 };

  it.each([
    [{ ...one, policy: 'nope' }, /^policy: .*"round-robin".*"maglev"/],
    [{ ...one, options: { choices: 2 } }, /^options: .*choices/],
    [{ ...one, policy: 'ring-hash', options: { hash: 'md5' } }, /^options\.hash: .*"xxhash64".*"murmur2"/],
    [{ ...one, policy: 'ring-hash', options: { minimumRingSize: '12' } }, /^options\.minimumRingSize: .*number/],
    [{ ...one, policy: 'ring-hash', options: { minimumRingSize: 0 } }, /^options\.minimumRingSize: .*1 to 8388608/],
    [{ ...one, policy: 'ring-hash', options: { maximumRingSize: 10 } }, /^options.*minimum_ring_size/],
    [{ ...one, policy: 'maglev', options: { tableSize: 8 } }, /^options: .*must be prime/],
    [{ ...one, policy: 'least-request', options: { choices: 1 } }, /^options\.choices: .*2 to/],
    [{ ...one, policy: 'least-request', options: [] }, /^options: /],
    [{ ...one, instances: [{ id: '' }] }, /^instances\.0\.id: /],
    [{ ...one, instances: [{ id: 'a' }, { id: 'a' }] }, /^instances\.1\.id: expected every id once/],
    [{ ...one, instances: [{ id: 'a', weight: -1 }] }, /^instances\.0\.weight: /],
    [{ ...one, instances: [{ id: 'a', port: 70_000 }] }, /^instances\.0\.port: /],
    [{ ...one, surprise: 1 }, /surprise/],
    [{ ...one, keys: ['a'] }, /expected one of requests, keys, hashes and traffic, not requests and keys/],
    [{ policy: 'random', instances: TEN }, /not none/],
    [{ ...one, requests: 1.5 }, /^requests: /],
    [{ ...one, requests: undefined, hashes: ['-1'] }, /^hashes\.0: .*unsigned 64-bit/],
    [{ ...one, requests: undefined, hashes: ['18446744073709551616'] }, /^hashes\.0: .*unsigned 64-bit/],
    [{ ...one, requests: undefined, hashes: [1] }, /^hashes\.0: /],
    [{ ...one, requests: undefined, traffic: { requests: 1 } }, /^traffic\.arrivals: .*traffic\.serviceTime: /],
    [
      { ...one, requests: undefined, traffic: { ...poisson(1, 1), arrivals: { kind: 'trace', atMs: [2, 1] } } },
      /^traffic\.arrivals\.atMs: .*do not fall/,
    ],
    [
      { ...one, requests: undefined, traffic: { ...poisson(1, 1), events: [{ atMs: 0, kind: 'add', instance: 'x' }] } },
      /^traffic\.events\.0\.instance: /,
    ],
    [[], /^body: /],
  ])('is a 400 that says where and what: %#', async (body, detail) => {
    expect(await refused(body, 400, 'malformed')).toMatch(detail);
  });

  it.each([
    [{ ...one, requests: 100_001 }, /^requests: expected at most 100000/],
    [{ ...one, requests: undefined, keys: Array(100_001).fill('k') }, /^keys: expected at most 100000/],
    [{ ...one, requests: undefined, hashes: Array(100_001).fill('1') }, /^hashes: expected at most 100000/],
    [{ ...one, requests: undefined, traffic: poisson(1, 10_000_001) }, /^traffic\.requests: expected at most 10000000/],
  ])('is a 400 that names the limit it is over: %#', async (body, detail) => {
    expect(await refused(body, 400, 'malformed')).toMatch(detail);
  });

  it('is not told every one of a hundred thousand mistakes', async () => {
    const detail = await refused({ ...one, requests: undefined, keys: Array(100_000).fill(1) }, 400, 'malformed');
    expect(detail).toMatch(/; and 99980 more$/);
    expect(detail.length).toBeLessThan(2_000);
  });

  it('is a 413 over 8 MiB, and not before', async () => {
    const keys = [...Array(8).keys()].map((key) => String(key).repeat(1024 * 1024));
    expect(await refused({ ...one, requests: undefined, keys }, 413, 'too-large')).toContain(String(8 * 1024 * 1024));
    expect((await answered({ ...one, requests: undefined, keys: keys.slice(1) })).picks).toHaveLength(7);
  });

  it('is a 422 where more piles up than fits', async () => {
    const traffic = poisson(1e9, 10_000_000);
    expect(await refused({ ...one, requests: undefined, traffic }, 422, 'simulation-too-large')).toMatch(/in flight/);
  });

  it('is a 422 where a table would be larger than there may be', async () => {
    const points = { ...one, policy: 'nginx-hash', instances: [{ id: 'a', weight: 1_000_000 }] };
    expect(await refused(points, 422, 'simulation-too-large')).toMatch(/160,000,000 points/);
    expect((await answered(one)).picks).toHaveLength(1);
  }, 120_000);
});

describe('simulations at once', () => {
  /** Takes minutes: a score for each of ten thousand instances, a hundred thousand times. */
  const endless = {
    policy: 'rendezvous',
    instances: Array.from({ length: 10_000 }, (_, i) => ({ id: `i${i}` })),
    requests: 100_000,
  };

  it('end with whoever asked, and those after them go on; more than can wait are refused', async () => {
    const leaving = new AbortController();
    const asked: Promise<Answer | 'gone'>[] = [];
    const ask = () => simulate(endless, { signal: leaving.signal }).catch(() => 'gone' as const);
    // Two may run, eight wait: among so many some are refused, at once.
    for (let i = 0; i < 14; i++) asked.push(ask());
    const first = await Promise.race(asked);
    if (first === 'gone') throw new Error('the server hung up');
    expectProblem(first, 429, 'too-many-simulations');
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
    leaving.abort();
    const answers = await Promise.all(asked);
    expect(answers.every((answer) => answer === 'gone' || answer.status === 429)).toBe(true);
    // Long before the minute that one of them may take.
    await expect
      .poll(async () => (await simulate({ policy: 'random', instances: TEN, requests: 5 })).status, { timeout: 20_000 })
      .toBe(200);
  }, 60_000);

  it('do not keep the server from answering others', async () => {
    const leaving = new AbortController();
    const running = simulate(endless, { signal: leaving.signal }).catch(() => 'gone');
    for (let i = 0; i < 20; i++) expect((await api.call('GET', '/healthz')).status).toBe(200);
    leaving.abort();
    expect(await running).toBe('gone');
  });
});

describe('a server where nobody may change anything', () => {
  it('simulates all the same, for its own pages', async () => {
    await using open = await startRollcall({ env: { ROLLCALL_DEMO: 'off', HOST: '0.0.0.0' } });
    const reader = apiClient(open.url);
    const body = { policy: 'round-robin', instances: TEN, requests: 3 };
    expect((await reader.call('POST', PATH, jsonBody(body))).body.picks).toEqual(['i0', 'i1', 'i2']);
    const foreign = jsonBody(body, { origin: 'https://evil.example' });
    expectProblem(await reader.call('POST', PATH, foreign), 403, 'foreign-origin');
    const text = { body: JSON.stringify(body), headers: { 'content-type': 'text/plain' } };
    expectProblem(await reader.call('POST', PATH, text), 415, 'wrong-content-type');
  });
});
