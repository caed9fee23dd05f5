import { describe, expect, it } from 'vitest';
import { openApiDocument } from '@/lib/api/openapi';
import { Problem } from '@/lib/api/problem';
import { simulationRequestSchema } from '@/lib/api/simulation-schemas';
import { simulationJob } from '@/lib/api/simulations';
import { POLICIES } from '@/lib/balancer/policies';

interface DescribedOptions {
  readonly title: string;
  readonly properties: Record<string, { readonly default: unknown; readonly enum?: string[]; readonly type?: string }>;
  readonly additionalProperties: boolean;
}

const jobOf = (body: object) => simulationJob(simulationRequestSchema.parse(body));

describe('the OpenAPI document of a simulation', () => {
  it('names every option of every policy, its default and its words', () => {
    const document = JSON.parse(JSON.stringify(openApiDocument()));
    const body = document.paths['/api/v1/simulations'].post.requestBody.content['application/json'].schema;
    const options: DescribedOptions[] = body.properties.options.anyOf;
    expect(options.map(({ title }) => title)).toEqual(POLICIES.map(({ id }) => id));
    expect(body.properties.policy.enum).toEqual(POLICIES.map(({ id }) => id));
    for (const { id, defaults, words } of POLICIES) {
      const described = options.find(({ title }) => title === id);
      expect(described?.additionalProperties, id).toBe(false);
      const given = Object.entries(described?.properties ?? {});
      expect(Object.fromEntries(given.map(([name, option]) => [name, option.default]))).toEqual(defaults);
      for (const [name, option] of given) {
        if (words[name]) expect(option.enum, `${id} ${name}`).toEqual(words[name]);
        else expect(option.type).toBe(typeof defaults[name]);
      }
    }
  });
});

describe('a request for a simulation', () => {
  it('hashes an instance by its address and port, else by its id', () => {
    const instances = [
      { id: 'both', address: '10.0.0.1', port: 80 },
      { id: 'no port', address: 'host' },
      { id: 'six', address: '::1', port: 80 },
      { id: 'neither' },
      { id: 'port alone', port: 80 },
    ];
    const { asked } = jobOf({ policy: 'random', instances, requests: 1 });
    if (!('shares' in asked)) throw new Error('expected picks');
    expect(asked.shares.instances.map(({ key }) => key)).toEqual([
      '10.0.0.1:80',
      'host',
      '[::1]:80',
      'neither',
      'port alone',
    ]);
  });

  it('has the defaults that its description says', () => {
    const traffic = {
      requests: 100,
      arrivals: { kind: 'constant', ratePerSecond: 1 },
      serviceTime: { kind: 'constant', meanMs: 1 },
    };
    expect(jobOf({ policy: 'random', instances: [{ id: 'a' }], traffic }).asked).toEqual({
      load: {
        seed: '1',
        panicPercent: 0,
        instances: [
          {
            id: 'a',
            key: 'a',
            weight: 1,
            health: 'passing',
            rotation: 'in',
            slowness: 1,
            concurrency: 1,
            queueLimit: null,
          },
        ],
        traffic: { ...traffic, warmUp: 5, keys: { kind: 'none' }, timeoutMs: null, retries: 0, limitMs: null },
        events: [],
        balancers: 1,
        staleMs: 0,
      },
    });
  });

  it('takes ids of any length', () => {
    const id = 'long '.repeat(10_000);
    const { asked } = jobOf({ policy: 'random', instances: [{ id }], requests: 1 });
    expect(asked).toMatchObject({ shares: { instances: [{ id, key: id }] } });
  });

  it('takes every 64-bit hash whole', () => {
    const hashes = ['0', '9007199254740993', '18446744073709551615'];
    const { asked } = jobOf({ policy: 'maglev', instances: [], hashes });
    expect(asked).toMatchObject({ shares: { asked: { hashes: [0n, 2n ** 53n + 1n, 2n ** 64n - 1n] } } });
  });

  it('is refused where the policy would need a larger table than there may be, at any time', () => {
    const instances = Array.from({ length: 10 }, (_, i) => ({ id: `${i}`, weight: 65_535 }));
    expect(() => jobOf({ policy: 'nginx-hash', instances, requests: 1 })).toThrow(/nginx-hash: .*points/);
    const traffic = {
      requests: 1,
      arrivals: { kind: 'poisson', ratePerSecond: 1 },
      serviceTime: { kind: 'constant', meanMs: 1 },
    };
    const light = [{ id: 'a' }, { id: 'b' }];
    const events = [{ kind: 'weight', atMs: 5, instance: 'a', weight: 1_000_000 }];
    expect(() => jobOf({ policy: 'ring-hash', instances: light, traffic: { ...traffic, events } })).not.toThrow();
    expect(() =>
      jobOf({ policy: 'ring-hash', instances: light, traffic: { ...traffic, balancers: 1_000 } }),
    ).not.toThrow();
    const options = { minimumRingSize: 1_000_000 };
    const many = { policy: 'ring-hash', options, instances: light, traffic: { ...traffic, balancers: 1_000 } };
    expect(() => jobOf(many)).toThrow(/1000 balancers would have/);
  });

  it('is refused for hashes that the policy would not look at', () => {
    const asked = { instances: [{ id: 'a' }], hashes: ['7'] };
    expect(() => jobOf({ policy: 'ip-hash', ...asked })).toThrow('hashes: ip-hash has no use for them');
    expect(() => jobOf({ policy: 'nginx-hash', ...asked })).not.toThrow();
  });

  it('is refused for options that the policy’s system would not start with', () => {
    const refuse = () => jobOf({ policy: 'maglev', options: { tableSize: 65_536 }, instances: [], requests: 1 });
    expect(refuse).toThrow(Problem);
    expect(refuse).toThrow(/prime/);
  });
});
