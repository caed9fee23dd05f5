import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '@/lib/config';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-config-file-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;

/** A file of its own for every call. */
function write(yaml: string): string {
  const path = join(folder, `${++files}.yaml`);
  writeFileSync(path, yaml);
  return path;
}

function load(yaml: string, environment: Record<string, string> = {}) {
  return loadConfig({ ...environment, ROLLCALL_CONFIG: write(yaml) });
}

const ETCD = 'kind: etcd, endpoints: ["http://e:2379"]';

describe('the configuration file', () => {
  it('names several registries, and the embedded one comes last', () => {
    const { registries } = load(
      `registries:
        - { kind: memory }
        - { ${ETCD}, id: blue, prefixes: [/services/] }
        - { ${ETCD}, id: green, username: root, password: pw }
        - { kind: consul, id: main, address: "http://c:8500" }`,
      { ETCDCTL_ENDPOINTS: 'e:2379' },
    );
    expect(registries.map(({ id }) => id)).toEqual(['etcd', 'blue', 'green', 'main', 'memory']);
  });

  it('makes one registry of each datacenter', () => {
    const { registries } = load(
      'registries: [{ kind: consul, id: c, address: "http://c:8500", datacenters: [dc1, dc2] }]',
    );
    expect(registries).toMatchObject([
      { id: 'c-dc1', datacenter: 'dc1' },
      { id: 'c-dc2', datacenter: 'dc2' },
    ]);
  });

  it('keeps the id of a Consul with one datacenter', () => {
    const { registries } = load('registries: [{ kind: consul, id: c, address: "http://c:8500", datacenters: [dc1] }]');
    expect(registries).toMatchObject([{ id: 'c', datacenter: 'dc1' }]);
  });

  it('says where the other agents of a Consul answer', () => {
    const agents = { 'node-1': 'http://n1:8500', 'node 2': 'https://n2.internal/consul' };
    const agentUrlTemplate = 'https://{node}.consul.internal:8501';
    const registries = [{ kind: 'consul', id: 'c', address: 'http://c:8500', agents, agentUrlTemplate }];
    expect(load(JSON.stringify({ registries })).registries).toMatchObject([{ agents, agentUrlTemplate }]);
  });

  it(`takes \${NAME} from the environment, anywhere in a text`, () => {
    const { registries } = load(
      `registries: [{ kind: consul, id: c, address: "http://\${CONSUL_HOST}:8500", token: "\${CONSUL_TOKEN}" }]`,
      { CONSUL_HOST: 'c.internal', CONSUL_TOKEN: 'a$b{c}' },
    );
    expect(registries).toMatchObject([{ address: 'http://c.internal:8500', token: 'a$b{c}' }]);
  });

  it.each([{}, { CONSUL_TOKEN: '' }])(`stops at a \${NAME} that is unset, and says where: %j`, (environment) => {
    expect(() =>
      load(`registries: [{ kind: consul, id: c, address: "http://c:8500", token: "\${CONSUL_TOKEN}" }]`, environment),
    ).toThrow(/\.yaml is not as expected:\n {2}registries\.0\.token: \$\{CONSUL_TOKEN\} is not set/);
  });

  it.each([
    ['{ kind: memory }', undefined, null],
    ['{ kind: memory, demo: true }', undefined, { seed: 1, speed: 1 }],
    ['{ kind: memory, demo: { seed: 5 } }', undefined, { seed: 5, speed: 1 }],
    ['{ kind: memory }', 'on', { seed: 1, speed: 1 }],
    ['{ kind: memory, demo: { seed: 5 } }', 'on', { seed: 5, speed: 1 }],
    ['{ kind: memory, demo: true }', 'off', null],
  ])('reads %s with ROLLCALL_DEMO=%s as the demo fleet %j', (entry, ROLLCALL_DEMO, demo) => {
    const { registries } = load(`registries: [${entry}]`, ROLLCALL_DEMO ? { ROLLCALL_DEMO } : {});
    expect(registries).toEqual([{ kind: 'memory', id: 'memory', demo, removeAfterSeconds: 60 }]);
  });

  it('may be empty', () => {
    expect(load('').registries.map(({ id }) => id)).toEqual(['memory']);
  });

  it('must be there when it is named', () => {
    expect(() => loadConfig({ ROLLCALL_CONFIG: join(folder, 'nowhere.yaml') })).toThrow(
      /ROLLCALL_CONFIG names .*nowhere\.yaml, which is not there/,
    );
  });

  it.each([
    ['registries: [', 'is not YAML'],
    ['- a\n- b', '(top level): expected a map of settings'],
    ['just text', '(top level): expected a map of settings'],
    [
      'registry: []',
      '(top level): unknown "registry"; expected access, allowedHosts, checks, history, metrics, notifications, registries or simulation',
    ],
    ['registries: { kind: etcd }', 'registries: expected a list'],
    ['registries: [{ kind: zookeeper, id: z }]', 'registries.0.kind: expected kind: etcd, consul or memory'],
    ['registries: [{ kind: etcd, id: e }]', 'registries.0.endpoints: missing; expected a list'],
    ['registries: [{ kind: etcd, endpoints: ["http://e:2379"] }]', 'registries.0.id: missing; expected a text'],
    ['registries: [{ kind: etcd, id: 7, endpoints: ["http://e:2379"] }]', 'registries.0.id: expected a text'],
    ['registries: [{ kind: memory, demo: maybe }]', 'registries.0.demo: expected true, false or { seed, speed }'],
    ['registries: [{ kind: memory, demo: { seed: x } }]', 'registries.0.demo: expected true, false or { seed, speed }'],
    ['registries: [{ kind: etcd, id: e, endpoints: [] }]', 'registries.0.endpoints: expected at least one endpoint'],
    [`registries: [{ ${ETCD}, id: "a/b" }]`, 'registries.0.id: expected a short name'],
    [
      `registries: [{ ${ETCD}, id: e, prefix: /a }]`,
      'registries.0: unknown "prefix"; expected kind, id, endpoints, prefixes,',
    ],
    [`registries: [{ ${ETCD}, id: e, prefixes: [] }]`, 'registries.0.prefixes: expected at least one prefix'],
    [`registries: [{ ${ETCD}, id: e, tls: { ca: /nowhere } }]`, 'registries.0.tls.ca: cannot read /nowhere'],
    ['registries: [{ kind: consul, id: c, address: "c:8500" }]', 'registries.0.address: expected an http://'],
    [
      'registries: [{ kind: consul, id: c, address: "http://c:1", agents: { node-1: "n:8500" } }]',
      'registries.0.agents.node-1: expected an http:// or https:// address',
    ],
    ...['http://agent:8500', '{address}:8500', 'ftp://{address}', 'http://{addr}', 'http://{address}:port'].map(
      (template): [string, string] => [
        `registries: [{ kind: consul, id: c, address: "http://c:1", agentUrlTemplate: "${template}" }]`,
        'registries.0.agentUrlTemplate: expected an http:// or https:// address with {address} or {node} in it',
      ],
    ),
    ['registries: [{ kind: memory, id: other }]', 'registries.0.id: the embedded registry has the id "memory"'],
    ['registries: [{ kind: memory, removeAfterSeconds: 0 }]', 'registries.0.removeAfterSeconds: expected more than 0'],
    ['allowedHosts: rollcall.example', 'allowedHosts: expected a list'],
    ['allowedHosts: [""]', 'allowedHosts.0: expected a text that is not empty'],
    [
      'registries: [{ kind: consul, id: c, address: "http://c:1", datacenters: [] }]',
      'registries.0.datacenters: expected at least 1 item',
    ],
    [
      'registries: [{ kind: consul, id: c, address: "http://c:1", tls: { verify: no way } }]',
      'registries.0.tls.verify: expected true or false',
    ],
  ])('stops at %j, naming the file and the place in it', (yaml, message) => {
    expect(() => load(yaml)).toThrow(ConfigError);
    expect(() => load(yaml)).toThrow(/\d+\.yaml is not/);
    expect(() => load(yaml)).toThrow(message);
    expect(messageOf(() => load(yaml))).not.toMatch(/invalid|unrecognized|received/i);
  });

  it('refuses two registries of one id', () => {
    expect(() => load(`registries: [{ ${ETCD}, id: e }, { ${ETCD}, id: e }]`)).toThrow(
      'two registries have the id "e"',
    );
    expect(() => load(`registries: [{ ${ETCD}, id: etcd }]`, { ETCDCTL_ENDPOINTS: 'e:2379' })).toThrow(
      'two registries have the id "etcd"',
    );
    expect(() => load('registries: [{ kind: memory }, { kind: memory }]')).toThrow(
      'two registries have the id "memory"',
    );
  });

  it.each([
    'registries: [{ kind: etcd, id: e, endpoints: [nope], username: u, password: "hunter2" }]',
    'registries: [{ kind: etcd, id: e, password: [hunter2] }]',
    'registries:\n  - password: "hunter2" hunter2\n',
    'registries: [{ kind: memory }]\npassword: hunter2',
  ])('never repeats a secret in what it says is wrong: %j', (yaml) => {
    expect(messageOf(() => load(yaml))).toMatch(/\d+\.yaml is not/);
    expect(messageOf(() => load(yaml))).not.toContain('hunter2');
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return '';
}
