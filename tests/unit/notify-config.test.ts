import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RULES_EXAMPLE } from '@/components/notifications/rules-example';
import { loadConfig } from '@/lib/config';
import { checkSetting } from '@/lib/config-issues';
import { notificationsSchema } from '@/lib/config-notifications';

/** What is read of a `notifications:` section, or its issues as one text. */
function read(yaml: string) {
  const result = checkSetting(notificationsSchema, parse(yaml));
  return 'value' in result ? result.value : result.issues.join('\n');
}

/** One rule with a target beside it. */
function rule(fields: string) {
  const targets = fields.includes('targets:') ? '' : 'targets: [t], ';
  const given = read(`{ targets: [{ id: t, kind: slack, url: 'http://h' }], rules: [{ id: r, ${targets}${fields} }] }`);
  return typeof given === 'string' ? given : given.rules[0];
}

describe('the notifications of the configuration', () => {
  it('are none where nothing is said', () => {
    expect(read('{}')).toEqual({ groupSeconds: 5, giveUpAfterHours: 24, targets: [], rules: [] });
  });

  it('have defaults for all but the rule itself', () => {
    expect(rule('when: { state: critical }')).toEqual({
      id: 'r',
      registry: null,
      service: '*',
      when: { state: 'critical', threshold: { is: 'at-least', amount: { count: 1 } } },
      forMs: 60_000,
      resolveAfterMs: 60_000,
      repeatAfterMs: null,
      groupBy: 'rule',
      targets: ['t'],
    });
  });

  it.each([
    ['when: { state: passing, fewerThan: 2 }', { is: 'fewer-than', amount: { count: 2 } }],
    ['when: { state: not-passing, moreThan: 50% }', { is: 'more-than', amount: { share: 0.5 } }],
    ['when: { state: out, atLeast: 12.5% }', { is: 'at-least', amount: { share: 0.125 } }],
  ])('count as they say: %s', (fields, threshold) => {
    expect(rule(fields)).toMatchObject({ when: { threshold } });
  });

  it.each([
    ['when: { state: red }', /^rules\.0\.when\.state: expected critical, .*absent or stale$/],
    ['when: { state: critical, atLeast: half }', 'rules.0.when.atLeast: expected a whole number, or a share like 50%'],
    ['when: { state: critical, atLeast: 120% }', 'rules.0.when.atLeast: expected a whole number, or a share like 50%'],
    [
      'when: { state: critical, atLeast: 1, moreThan: 2 }',
      'rules.0.when: expected one of atLeast, moreThan or fewerThan',
    ],
    ['when: { state: critical, atLeast: 0 }', 'rules.0.when: atLeast 0 is always so; expected more'],
    ['when: { state: passing, fewerThan: 0 }', 'rules.0.when: fewerThan 0 is never so; expected more'],
    ['when: { state: passing }', 'rules.0.when: expected fewerThan: to pass is no fault'],
    ['when: { state: stale, atLeast: 1 }', 'rules.0.when: state stale counts nothing; expected no number beside it'],
    [
      'when: { state: stale }, service: a',
      'rules.0.service: state stale is about the link of a registry; expected no service',
    ],
    ['when: { state: critical }, forSeconds: -1', 'rules.0.forSeconds: expected at least 0'],
    ['when: { state: critical }, targets: [x]', 'rules.0.targets.0: no target has the id "x"; expected one of t'],
    ['when: { state: critical }, targets: []', 'rules.0.targets: expected at least 1 item'],
    ['when: { state: critical }, service: ""', 'rules.0.service: expected a text that is not empty'],
    ['forSeconds: 1', /^rules\.0\.when: missing; expected a map of settings$/],
  ])('refuse %s', (fields, expected) => {
    const given = rule(fields);
    if (typeof expected === 'string') expect(given).toBe(expected);
    else expect(given).toMatch(expected);
  });

  it.each([
    ["{ id: t, kind: webhook, url: 'ftp://h' }", 'targets.0.url: expected an http:// or https:// address'],
    ["{ id: t, kind: mail, url: 'http://h' }", 'targets.0.kind: expected kind: webhook, slack or alertmanager'],
    ["{ id: T 1, kind: slack, url: 'http://h' }", /^targets\.0\.id: expected a short name/],
    ["{ id: t, kind: slack, url: 'http://h', secret: x }", /^targets\.0: unknown "secret"/],
    [
      "{ id: t, kind: slack, url: 'http://h' }, { id: t, kind: slack, url: 'http://i' }",
      'targets.1.id: "t" is there twice',
    ],
  ])('refuse the target %s, and say nothing of its address', (target, expected) => {
    const given = read(`{ targets: [${target}] }`);
    if (typeof expected === 'string') expect(given).toBe(expected);
    else expect(given).toMatch(expected);
  });

  it('need a target for a rule', () => {
    expect(read('{ rules: [{ id: r, when: { state: stale }, targets: [t] }] }')).toBe(
      'rules.0.targets.0: no target has the id "t"; there are no targets',
    );
  });
});

describe('a configuration file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-notify-config-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function load(registry: string) {
    const file = join(folder, 'rollcall.config.yaml');
    const rules = [{ id: 'r', registry, when: { state: 'stale' }, targets: ['t'] }];
    const targets = [{ id: 't', kind: 'webhook', url: 'http://h', secret: '$' + '{HOOK_SECRET}' }];
    writeFileSync(file, JSON.stringify({ registries: [{ kind: 'memory' }], notifications: { rules, targets } }));
    return loadConfig({ ROLLCALL_CONFIG: file, HOOK_SECRET: 'from-outside' });
  }

  it('can be begun with the example that the page shows', () => {
    const file = join(folder, 'example.yaml');
    writeFileSync(file, RULES_EXAMPLE);
    const { notifications } = loadConfig({ ROLLCALL_CONFIG: file, ROLLCALL_HOOK_SECRET: 's' });
    expect(notifications.rules.map(({ id }) => id)).toEqual(['few-passing', 'half-down', 'registry-lost']);
  });

  it('takes secrets from the environment', () => {
    expect(load('memory').notifications.targets[0]?.secret).toBe('from-outside');
  });

  it('with a rule for a registry that is not there is refused', () => {
    expect(() => load('etcd')).toThrow(/a rule of notifications is for the registry "etcd", which is not configured/);
  });
});
