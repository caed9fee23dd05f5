import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type CheckRule, ruleFor } from '@/lib/checks/check-rule';
import { loadConfig } from '@/lib/config';
import { checksSchema } from '@/lib/config-checks';
import { checkSetting } from '@/lib/config-issues';

/** What is read of a `checks:` section, or its issues as one text. */
function read(yaml: string) {
  const result = checkSetting(checksSchema, parse(yaml));
  return 'value' in result ? result.value : result.issues.join('\n');
}

/** One rule with an allowed range beside it. */
function rule(fields: string) {
  return read(`{ allow: [10.0.0.0/8], rules: [{ ${fields} }] }`);
}

describe('the checks of the configuration', () => {
  it('are none where nothing is said', () => {
    expect(read('{}')).toEqual({ allow: [], concurrency: 200, rules: [] });
  });

  it('have defaults for all but the probe', () => {
    expect(rule('http: { path: /health }')).toMatchObject({
      rules: [
        {
          registry: null,
          service: '*',
          port: null,
          allowMetadata: [],
          onCritical: 'observe',
          keepInRotation: 0.5,
          plan: {
            probe: { kind: 'http', method: 'GET', path: '/health', statuses: [{ from: 200, to: 299 }], tls: null },
            intervalMs: 10_000,
            timeoutMs: 2_000,
            thresholds: { rise: 2, fall: 3 },
          },
        },
      ],
    });
  });

  it.each([
    ['tcp: {}', { kind: 'tcp' }],
    ['grpc: {}', { kind: 'grpc', service: '', tls: null }],
    ['grpc: { service: shop.Orders, tls: true }', { kind: 'grpc', service: 'shop.Orders', tls: { verify: true } }],
    [
      'http: { path: /, statuses: "200-299, 404", tls: { verify: false, serverName: a.test } }',
      {
        kind: 'http',
        statuses: [
          { from: 200, to: 299 },
          { from: 404, to: 404 },
        ],
        tls: { verify: false, serverName: 'a.test' },
      },
    ],
    ['http: { path: /, statuses: 204, tls: false }', { statuses: [{ from: 204, to: 204 }], tls: null }],
    ['http: { path: /, body: { contains: UP } }', { body: { contains: 'UP', maxBytes: 65_536 } }],
  ])('read the probe of %s', (fields, probe) => {
    expect(rule(fields)).toMatchObject({ rules: [{ plan: { probe } }] });
  });

  it.each([
    ['{ rules: [{ tcp: {} }] }', 'allow: expected the ranges that may be dialled'],
    ['{ allow: [10.0.0.0/33] }', 'allow.0: expected an address or a range like 10.0.0.0/8'],
    ['{ allow: [orders.internal] }', 'allow.0: expected an address or a range like 10.0.0.0/8'],
    ['{ concurrency: 0 }', 'concurrency: expected at least 1'],
    ['{ rule: [] }', '(top level): unknown "rule"; expected allow, concurrency or rules'],
    ['[]', '(top level): expected a map of settings'],
  ])('stop the start where they are %s', (yaml, message) => {
    expect(read(yaml)).toContain(message);
  });

  it.each([
    ['service: a', 'rules.0: expected one of http, tcp or grpc'],
    ['tcp: {}, grpc: {}', 'rules.0: expected one of http, tcp or grpc'],
    ['http: {}', 'rules.0.http.path: missing; expected a text'],
    ['http: { path: health }', 'rules.0.http.path: expected a path that begins with "/"'],
    ['http: { path: "/a b" }', 'rules.0.http.path: expected a path that begins with "/"'],
    ['http: { path: /, statuses: 200-99 }', 'rules.0.http.statuses: expected statuses from 100 to 599'],
    ['http: { path: /, statuses: 299-200 }', 'rules.0.http.statuses: expected statuses from 100 to 599'],
    ['http: { path: /, statuses: 20 }', 'rules.0.http.statuses: expected statuses from 100 to 599'],
    ['http: { path: /, method: POST }', 'rules.0.http.method: expected GET or HEAD'],
    ['http: { path: /, method: HEAD, body: { contains: a } }', 'rules.0.http.body: an answer to HEAD has none'],
    ['http: { path: /, headers: { a: "b\\r\\nc" } }', 'rules.0.http.headers.a: expected a text of one line'],
    ['http: { path: /, headers: { "a b": c } }', 'expected the name of a header'],
    ['http: { path: /, body: { contains: "" } }', 'rules.0.http.body.contains: expected a text that is not empty'],
    ['http: { path: /, body: { contains: a, maxBytes: 2000000 } }', 'body.maxBytes: expected at most 1048576'],
    ['http: { path: /, tls: { ca: /no/such.pem } }', 'rules.0.http.tls.ca: cannot read /no/such.pem'],
    ['http: { path: /, tls: { insecure: true } }', 'rules.0.http.tls: unknown "insecure"; expected ca, cert, key'],
    ['http: { path: /, tls: 1 }', 'rules.0.http.tls: expected a map of settings'],
    ['http: { path: /, statuses: {} }', 'rules.0.http.statuses: expected statuses from 100 to 599'],
    ['tcp: {}, intervalSeconds: 0.5', 'rules.0.intervalSeconds: expected at least 1'],
    ['tcp: {}, timeoutSeconds: 20', 'rules.0.timeoutSeconds: expected at most intervalSeconds'],
    ['tcp: {}, rise: 0', 'rules.0.rise: expected at least 1'],
    ['tcp: {}, keepInRotation: 1.5', 'rules.0.keepInRotation: expected at most 1'],
    ['tcp: {}, allowMetadata: [host]', 'rules.0.allowMetadata.0: expected path, port, interval or disabled'],
    ['tcp: {}, onCritical: kill', 'rules.0.onCritical: expected observe, write-health, drain or deregister'],
    ['tcp: {}, port: 0', 'rules.0.port: expected at least 1'],
  ])('stop the start where a rule is %s', (fields, message) => {
    expect(rule(fields)).toContain(message);
    expect(rule(fields)).not.toMatch(/invalid|unrecognized|received/i);
  });
});

describe('the rule for a service', () => {
  const rules = (...patterns: [string | null, string][]) =>
    patterns.map(([registry, service]) => ({ registry, service }) as CheckRule);

  it('is the first that fits its registry and name', () => {
    const [first, second, third] = rules(['etcd', 'shop-*'], [null, 'shop-orders'], [null, '*']);
    if (!first || !second || !third) throw new Error('no rules');
    const all = [first, second, third];
    expect(ruleFor(all, 'etcd', 'shop-orders')).toBe(first);
    expect(ruleFor(all, 'memory', 'shop-orders')).toBe(second);
    expect(ruleFor(all, 'memory', 'billing')).toBe(third);
    expect(ruleFor([first], 'memory', 'shop-orders')).toBeUndefined();
  });

  it.each([
    ['shop', 'shop', true],
    ['shop', 'shops', false],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'aXcYb', false],
    ['*ab*ab*', 'ab-ab', true],
    ['*ab*ab*', 'abab', true],
    ['*ab*ba*', 'aba', false],
    ['a.c', 'abc', false],
  ])('reads %s, and %s fits: %s', (pattern, name, fits) => {
    expect(ruleFor(rules([null, pattern]), 'etcd', name) !== undefined).toBe(fits);
  });

  it('takes no longer for a name that was made to be slow', () => {
    expect(ruleFor(rules([null, `${'*a'.repeat(50)}*b`]), 'etcd', 'a'.repeat(10_000))).toBeUndefined();
  });
});

describe('the section of the checks', () => {
  it('is one of the configuration file, and for registries that there are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-checks-'));
    await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
    const load = async (registry: string) => {
      const file = join(folder, `${registry}.yaml`);
      await writeFile(
        file,
        `{ registries: [{ kind: memory }], checks: { allow: [10.0.0.1], rules: [{ tcp: {}, registry: ${registry} }] } }`,
      );
      return loadConfig({ ROLLCALL_CONFIG: file }).checks;
    };
    expect(await load('memory')).toMatchObject({ allow: ['10.0.0.1'], rules: [{ registry: 'memory' }] });
    await expect(load('other')).rejects.toThrow(
      'a rule of checks is for the registry "other", which is not configured',
    );
  });
});
