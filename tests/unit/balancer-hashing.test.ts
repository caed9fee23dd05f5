import { describe, expect, it } from 'vitest';
import { envoyRing } from '@/lib/balancer/envoy-ring';
import { bigintOf, hash64 } from '@/lib/balancer/hash/hash64';
import { sharesOf } from '@/lib/balancer/hash-lookup';
import { jumpHash } from '@/lib/balancer/jump-hash';
import { ketamaHash, ketamaRing } from '@/lib/balancer/ketama-ring';
import { maglevTable } from '@/lib/balancer/maglev-table';
import { nginxPoints } from '@/lib/balancer/nginx-points';
import { randomSubset } from '@/lib/balancer/random-subsetting';
import { findPoint } from '@/lib/balancer/ring';
import { chance, counts, keyed, known, made, picks, STILL } from '../support/balancer-fleet';

const PORTS = ['90', '91', '92', '93', '94', '95'];
const HOSTS = PORTS.map((port) => `127.0.0.1:${port}`);
const TWELVE = { hash: 'xxhash64', minimumRingSize: 12, maximumRingSize: 8_388_608 };

function drawn(keys: readonly string[]): string[] {
  const ring = envoyRing(sharesOf(keyed(keys)), TWELVE);
  return Array.from(ring.owners, (owner, at) => {
    const point = bigintOf({ high: ring.highs[at] ?? 0, low: ring.lows[at] ?? 0 });
    return `${PORTS[owner]}:${point}`;
  });
}

describe('the ring of Envoy (ring_hash_lb_test.cc)', () => {
  it('has the points of Basic', () => {
    expect(drawn(HOSTS).join(' ')).toBe(
      '94:833437586790550860 92:928266305478181108 90:1033482794131418490 95:3551244743356806947 ' +
        '93:3851675632748031481 91:5583722120771150861 91:6311230543546372928 93:7700377290971790572 ' +
        '95:13144177310400110813 92:13444792449719432967 94:15516499411664133160 90:16117243373044804889',
    );
  });

  it('has the points of hostname keys', () => {
    expect(drawn(PORTS).join(' ')).toBe(
      '95:1975508444536362413 95:2376063919839173711 93:2386806903309390596 94:6749904478991551885 ' +
        '93:6803900775736438537 92:7225015537174310577 90:8787465352164086522 92:11282020843382717940 ' +
        '91:13723418369486627818 90:13776502110861797421 91:14338313586354474791 94:15364271037087512980',
    );
  });

  it.each([
    [0n, '94'],
    [2n ** 64n - 1n, '94'],
    [3551244743356806947n, '95'],
    [3551244743356806948n, '93'],
    [16117243373044804880n, '90'],
  ])('serves hash %d from :%s, and a retry from the next point', (hash, port) => {
    const policy = made('ring-hash', keyed(HOSTS), { options: { minimumRingSize: 12 } });
    expect(policy.pick({ hash: hash64(hash) })?.id).toBe(`127.0.0.1:${port}`);
    if (hash === 0n) expect(policy.pick({ hash: hash64(hash), attempt: 1 })?.id).toBe('127.0.0.1:92');
  });

  it('gives points by share: LopsidedWeightSmallScale', () => {
    // Locality weights 127 and 1: one instance alone, and 1023 that share the rest; here as weights of instances.
    const keys = Array.from({ length: 1024 }, (_, index) => `127.0.0.1:${index}`);
    const shares = keyed(keys).map((instance, index) => ({
      instance,
      share: index === 0 ? 127 / 128 : 1 / 128 / 1023,
    }));
    const ring = envoyRing(shares, { hash: 'xxhash64', minimumRingSize: 1024, maximumRingSize: 1024 });
    const points = new Array<number>(1024).fill(0);
    for (const owner of ring.owners) points[owner] = (points[owner] ?? 0) + 1;
    expect(points[0]).toBe(1016);
    const once = points.flatMap((count, index) => (count === 1 ? [index] : []));
    expect(once).toEqual([1, 128, 256, 384, 512, 640, 768, 896]);
  });

  it('leaves instances out that a small ring has no points for: SmallFractionalScale', () => {
    const ring = envoyRing(sharesOf(keyed(HOSTS.slice(0, 4))), { ...TWELVE, minimumRingSize: 2, maximumRingSize: 2 });
    expect(new Set(ring.owners).size).toBe(2);
  });

  it('refuses a minimum above the maximum in Envoy’s words', () => {
    expect(() => made('ring-hash', [], { options: { minimumRingSize: 20, maximumRingSize: 10 } })).toThrow(
      'ring hash: minimum_ring_size (20) > maximum_ring_size (10)',
    );
  });
});

describe('ketama', () => {
  it('is python_ketama’s (tests.py)', () => {
    expect(ketamaHash('test')).toBe(3446378249);
    const ring = ketamaRing([
      { key: '127.0.0.1:11211', weight: 600 },
      { key: '127.0.0.1:11212', weight: 400 },
    ]);
    expect(ring.owners).toHaveLength(320);
    const at = findPoint(ring, { high: 0, low: ketamaHash('test') });
    expect([ring.lows[at], ring.owners[at]]).toEqual([3454255383, 0]);
  });

  it('shares 100,000 keys as go-ketama (TestBasicCompat)', () => {
    const servers = Array.from({ length: 10 }, (_, index) => `server${index + 1}`);
    const policy = made('ketama', keyed(servers));
    const requests = Array.from({ length: 100_000 }, (_, index) => ({ key: `foo${index}` }));
    const counted = counts(policy, requests);
    expect(servers.map((server) => counted[server])).toEqual([
      8699, 10885, 9980, 10237, 9099, 10997, 10365, 10380, 9896, 9462,
    ]);
  });

  it('takes weight 0 as 1', () => {
    expect(new Set(ketamaRing(keyed(['a', 'b'], [0, 1])).owners).size).toBe(2);
  });
});

describe('NGINX’s hash (calculated from ngx_http_upstream_hash_module.c)', () => {
  const servers = ['127.0.0.1:8081', '127.0.0.1:8082', '127.0.0.1:8083'];
  const keys = Array.from({ length: 20 }, (_, index) => `${index + 1}`);
  const shown = (consistent: boolean, used: readonly string[]) => {
    const policy = made('nginx-hash', keyed(used), { options: { consistent } });
    return keys.map((key) => policy.pick({ key })?.id.slice(-1)).join(' ');
  };

  it('has 480 points, of which these are the first', () => {
    const ring = nginxPoints(keyed(servers));
    expect(ring.owners).toHaveLength(480);
    expect([...ring.lows.slice(0, 3)]).toEqual([858133, 4193833, 5735281]);
    expect([...ring.owners.slice(0, 3)]).toEqual([0, 0, 2]);
  });

  it('is consistent: without 8082 only its keys move', () => {
    const before = '1 3 1 3 1 3 1 2 1 2 1 1 2 1 2 2 3 1 1 2';
    expect(shown(true, servers)).toBe(before);
    const after = shown(true, servers.toSpliced(1, 1)).split(' ');
    before.split(' ').forEach((owner, index) => {
      if (owner !== '2') expect(after[index]).toBe(owner);
      else expect(after[index]).not.toBe('2');
    });
  });

  it('or plain', () => {
    expect(shown(false, servers)).toBe('2 3 2 1 2 1 1 3 3 1 3 1 3 3 2 3 1 2 2 3');
  });

  it('takes turns where there is no key', () => {
    expect(picks(made('nginx-hash', keyed(['a', 'b'])), 4)).toBe('a b a b');
  });
});

describe('Maglev', () => {
  const paper = [
    { offset: 3, skip: 4, weight: 1 },
    { offset: 0, skip: 2, weight: 1 },
    { offset: 3, skip: 1, weight: 1 },
  ];

  it('builds the table of the paper (Table 1), also without B1', () => {
    expect([...maglevTable(paper, 7)].join('')).toBe('1010220');
    expect([...maglevTable(paper.toSpliced(1, 1), 7)].map((owner) => (owner === 1 ? 2 : owner)).join('')).toBe(
      '0000222',
    );
  });

  const table = (keys: readonly string[], tableSize: number, weights: readonly number[] = []) => {
    const policy = made('maglev', keyed(keys, weights), { options: { tableSize } });
    return Array.from({ length: tableSize }, (_, slot) =>
      keys.indexOf(policy.pick({ hash: { high: 0, low: slot } })?.id ?? ''),
    );
  };

  it('builds Envoy’s tables (maglev_lb_test.cc: Basic, hostnames, equal localities)', () => {
    expect(table(HOSTS, 7)).toEqual([2, 4, 0, 1, 5, 0, 3]);
    expect(table(PORTS, 7)).toEqual([2, 5, 0, 3, 4, 1, 0]);
    expect(table(HOSTS.slice(0, 2), 17)).toEqual([1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1]);
  });

  it('sends retries elsewhere (maglev_lb_test.cc)', () => {
    const policy = made('maglev', keyed(HOSTS), { options: { tableSize: 7 } });
    const served = [0, 1, 2].map((attempt) => policy.pick({ hash: { high: 0, low: 10 }, attempt })?.id);
    expect(served).toEqual([HOSTS[1], HOSTS[0], HOSTS[5]]);
  });

  it('refuses a table whose size is no prime', () => {
    expect(() => known('maglev').create({ tableSize: 8 }, STILL)).toThrow(
      'The table size of maglev must be prime number',
    );
  });
});

describe('jump hash (github.com/dgryski/go-jump, jump_test.go; Guava’s golden values)', () => {
  it('puts keys 0 to 19 into 100 buckets', () => {
    const buckets = Array.from({ length: 20 }, (_, key) => jumpHash(hash64(BigInt(key)), 100));
    expect(buckets.join(' ')).toBe('0 55 62 8 45 59 86 97 82 59 73 37 17 56 86 21 90 37 38 83');
  });

  it.each([
    [10863919174838991n, 11, 6],
    [2016238256797177309n, 11, 3],
    [1673758223894951030n, 11, 5],
    [2n, 100001, 80343],
    [2201n, 100001, 22152],
    [2202n, 100001, 15018],
  ])('puts %d of %d into %d', (key, buckets, expected) => {
    expect(jumpHash(hash64(key), buckets)).toBe(expected);
  });

  it('keeps a key until a new bucket takes it', () => {
    const row = (key: bigint) => Array.from({ length: 19 }, (_, index) => jumpHash(hash64(key), index + 1)).join(' ');
    expect(row(0xdeadbeefn)).toBe('0 1 2 3 3 5 5 5 5 5 5 5 5 5 5 5 16 16 16');
    expect(row(1n)).toBe('0 0 0 0 0 0 6 6 6 6 6 6 6 6 6 6 6 17 17');
  });
});

describe('rendezvous', () => {
  it('follows weights: 10 to 1 wins over 800 of 1000 (Envoy rendezvous_hash_lb_test.cc)', () => {
    const policy = made('rendezvous', keyed(HOSTS.slice(0, 2), [10, 1]));
    const requests = Array.from({ length: 1000 }, (_, index) => ({ key: `key-${index}` }));
    expect(counts(policy, requests)[HOSTS[0] ?? '']).toBeGreaterThan(800);
  });
});

describe('IP hash', () => {
  const requests = Array.from({ length: 30 }, (_, index) => ({ client: `127.0.${index + 1}.2` }));

  it('shares thirty networks evenly (nginx-tests upstream_ip_hash.t)', () => {
    expect(Object.values(counts(made('ip-hash', keyed(['a', 'b'])), requests))).toEqual([15, 15]);
    expect(Object.values(counts(made('ip-hash', keyed(['a', 'b', 'c'])), requests))).toEqual([10, 10, 10]);
  });

  it('keeps a /24 together, and takes all of IPv6', () => {
    const policy = made('ip-hash', keyed(['a', 'b', 'c']));
    expect(policy.pick({ client: '10.1.2.3' })).toBe(policy.pick({ client: '10.1.2.200' }));
    const served = Array.from(
      { length: 50 },
      (_, index) => policy.pick({ client: `2001:db8::${index.toString(16)}` })?.id,
    );
    expect(new Set(served).size).toBe(3);
  });
});

describe('random subsetting (gRFC A68)', () => {
  const all = Array.from({ length: 50 }, (_, index) => ({ key: `10.0.0.${index}:80` }));

  it('changes at most one of a subset when one instance leaves', () => {
    for (let seed = 0; seed < 30; seed++) {
      const before = randomSubset(all, 10, { high: 7, low: seed });
      const after = randomSubset(all.toSpliced(seed, 1), 10, { high: 7, low: seed });
      expect(before.filter((one) => !after.includes(one)).length).toBeLessThanOrEqual(1);
    }
  });

  it('takes its subset in turns', () => {
    const policy = made('random-subsetting', keyed(all.map(({ key }) => key)), {
      options: { size: 5 },
      surroundings: chance(1),
    });
    expect(new Set(picks(policy, 100).split(' ')).size).toBe(5);
  });
});
