import { describe, expect, it } from 'vitest';
import { envoyRing } from '@/lib/balancer/envoy-ring';
import { bigintOf, hash64 } from '@/lib/balancer/hash/hash64';
import { xxHash64 } from '@/lib/balancer/hash/xxhash64';
import { sharesOf } from '@/lib/balancer/hash-lookup';
import { keyed, made } from '../support/balancer-fleet';

const HOSTS = ['127.0.0.1:90', '127.0.0.1:91', '127.0.0.1:92', '127.0.0.1:93'];

/** How many of as many hashes, laid evenly around the ring as Envoy's tests do, each host gets. */
function around(weights: readonly number[], count: number, options: Record<string, number>): number[] {
  const hosts = HOSTS.slice(0, weights.length);
  const policy = made('ring-hash', keyed(hosts, weights), { options });
  const counted = new Array<number>(weights.length).fill(0);
  const step = (2n ** 64n - 1n) / BigInt(count);
  for (let index = 0; index < count; index++) {
    const place = hosts.indexOf(policy.pick({ hash: hash64(BigInt(index) * step) })?.key ?? '');
    counted[place] = (counted[place] ?? 0) + 1;
  }
  return counted;
}

describe('shares of the ring of Envoy (ring_hash_lb_test.cc)', () => {
  // Weights of localities times those of hosts within them.
  it.each([
    ['HostAndLocalityWeightedLargeRing', [1, 2, 2, 4], 9000, { minimumRingSize: 9216 }, [924, 2009, 2053, 4014]],
    ['LocalityWeightedLargeRing', [1, 2, 3, 0], 6000, { minimumRingSize: 6144 }, [987, 1932, 3081, 0]],
    ['LargeFractionalScale', [1, 1], 1023, { minimumRingSize: 1023, maximumRingSize: 1023 }, [526, 497]],
  ])('%s', (_, weights, count, options, expected) => {
    expect(around(weights, count, options)).toEqual(expected);
  });

  it('has six, three, six and two points of 17 for localities of 3 and 2 with {2, 1} and {3, 1} (gRPC, gRFC A42)', () => {
    const sizes = { hash: 'xxhash64', minimumRingSize: 17, maximumRingSize: 4096 };
    const { owners } = envoyRing(sharesOf(keyed(HOSTS, [3 * 2, 3 * 1, 2 * 3, 2 * 1])), sizes);
    expect([0, 1, 2, 3].map((host) => owners.filter((owner) => owner === host).length)).toEqual([6, 3, 6, 2]);
  });

  it('has one, two, two and four points in HostAndLocalityWeightedTinyRing', () => {
    const policy = made('ring-hash', keyed(HOSTS, [1, 2, 2, 4]), {
      options: { minimumRingSize: 9, maximumRingSize: 9 },
    });
    const expected: readonly (readonly [bigint, number])[] = [
      [928266305478181108n, 2],
      [3851675632748031481n, 3],
      [5583722120771150861n, 1],
      [6311230543546372928n, 1],
      [7700377290971790572n, 3],
      [12559126875973811811n, 3],
      [13444792449719432967n, 2],
      [13784988426630141778n, 3],
      [16117243373044804889n, 0],
    ];
    for (const [point, host] of expected) expect(policy.pick({ hash: hash64(point) })?.key).toBe(HOSTS[host]);
  });

  it('has the points of BasicWithMurmur2', () => {
    const ports = ['80', '81', '82', '83', '84', '85'];
    const shares = sharesOf(keyed(ports.map((port) => `127.0.0.1:${port}`)));
    const ring = envoyRing(shares, { hash: 'murmur2', minimumRingSize: 12, maximumRingSize: 8_388_608 });
    const points = Array.from(ring.owners, (owner, at) => {
      const point = bigintOf({ high: ring.highs[at] ?? 0, low: ring.lows[at] ?? 0 });
      return `${ports[owner]}:${point}`;
    });
    expect(points.join(' ')).toBe(
      '85:1358027074129602068 83:4361834613929391114 84:7224494972555149682 81:7701421856454313576 ' +
        '82:8649315368077433379 84:8739448859063030639 81:9887544217113020895 82:10150910876324007731 ' +
        '83:15168472011420622455 80:15427156902705414897 85:16375050414328759093 80:17613279263364193813',
    );
  });
});

describe('how evenly the ring of Envoy spreads', () => {
  it.each([
    [100, 0.0449],
    [200, 0.0739],
    [500, 0.113],
  ])('%d hosts, 65,536 points, 100,000 keys: %f (the benchmark of Envoy’s pull request 5846)', (count, expected) => {
    const hosts = Array.from({ length: count }, (_, index) => `10.0.${index >> 8}.${index & 255}:6379`);
    const policy = made('ring-hash', keyed(hosts), { options: { minimumRingSize: 65_536 } });
    const hits = new Map(hosts.map((host) => [host, 0]));
    const bytes = new Uint8Array(8);
    for (let key = 0; key < 100_000; key++) {
      new DataView(bytes.buffer).setUint32(0, key, true);
      const { key: host = '' } = policy.pick({ hash: xxHash64(bytes) }) ?? {};
      hits.set(host, (hits.get(host) ?? 0) + 1);
    }
    const mean = 100_000 / count;
    const squares = [...hits.values()].reduce((sum, one) => sum + (one - mean) ** 2, 0);
    expect(Math.sqrt(squares / count) / mean).toBeCloseTo(expected, 3);
  });

  it.each([
    [3, 1.055],
    [5, 1.086],
    [10, 1.136],
    [20, 1.184],
    [50, 1.743],
  ])('%d hosts, 1024 points: the largest arc is %f times the mean (calculated)', (count, expected) => {
    const shares = sharesOf(keyed(Array.from({ length: count }, (_, index) => `10.0.0.${index + 1}:8080`)));
    const ring = envoyRing(shares, { hash: 'xxhash64', minimumRingSize: 1024, maximumRingSize: 8_388_608 });
    const points = Array.from(ring.highs, (high, at) => (high * 2 ** 32 + (ring.lows[at] ?? 0)) / 2 ** 64);
    const arcs = new Array<number>(count).fill(0);
    points.forEach((point, at) => {
      const before = at === 0 ? (points.at(-1) ?? 0) - 1 : (points[at - 1] ?? 0);
      const owner = ring.owners[at] ?? 0;
      arcs[owner] = (arcs[owner] ?? 0) + point - before;
    });
    expect(Math.abs(count * Math.max(...arcs) - expected)).toBeLessThan(0.0006);
  });
});
