import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiClient } from '../support/api-client';
import { startConsul, withoutConsul } from '../support/consul-server';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { freePort } from '../support/free-port';
import { openStream } from '../support/open-stream';
import { startProcess } from '../support/processes';
import { rollcallProgram, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

/** What Rollcall itself logged: Next's own lines at the start and the sentences of failures are no events. */
function events(logs: string): Record<string, unknown>[] {
  return logs
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

describe('SIGTERM', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'or its like, %s, ends streams with end and the process with 0 within 5 s',
    async (name) => {
      await using rollcall = await startRollcall();
      const streams = await Promise.all(
        ['services', 'instances', 'changes'].map((view) => openStream(`${rollcall.url}/api/v1/stream?view=${view}`)),
      );
      await using unread = await openStream(`${rollcall.url}/api/v1/stream?view=instances`);
      unread.pause();
      for (const stream of streams) await stream.until((event) => event.name === 'link');
      const asked = performance.now();
      rollcall.signal(name);
      for (const stream of streams) {
        const last = (await stream.until((event) => event.name === 'end')).at(-1);
        expect(last?.data).toEqual({ reason: 'shutting-down' });
        expect(await stream.next()).toBeNull();
      }
      expect(await rollcall.ended).toEqual({ code: 0, signal: null });
      expect(performance.now() - asked).toBeLessThan(5_000);
      expect(events(rollcall.logs()).map(({ event }) => event)).toEqual(
        expect.arrayContaining(['stopping', 'stopped']),
      );
    },
  );

  it('ends a process that waits for registries which do not answer', async () => {
    await using rollcall = await startRollcall({
      env: { ETCDCTL_ENDPOINTS: '127.0.0.1:1', CONSUL_HTTP_ADDR: '127.0.0.1:1' },
    });
    const asked = performance.now();
    expect(await rollcall.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(5_000);
  });

  it.skipIf(withoutEtcd)('ends a process whose etcd hangs', async () => {
    await using etcd = await startEtcd();
    await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
    etcd.signal('SIGSTOP');
    const asked = performance.now();
    expect(await rollcall.stop()).toEqual({ code: 0, signal: null });
    expect(performance.now() - asked).toBeLessThan(5_000);
    etcd.signal('SIGCONT');
  });
});

describe('probes', () => {
  it('say ok and ready', async () => {
    await using rollcall = await startRollcall();
    const api = apiClient(rollcall.url);
    expect(await api.get('/healthz')).toEqual({ status: 'ok' });
    expect(await api.get('/readyz')).toEqual({ status: 'ready', waiting: [] });
  });

  it('name the registries that were not listed yet', async () => {
    // A port that takes connections and never answers: neither listed nor known to be down at once.
    const silent = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const silentPort = typeof address === 'object' && address !== null ? address.port : 0;
    const port = await freePort();
    const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-silent-'));
    await using process = await startProcess(
      rollcallProgram(port, {
        CONSUL_HTTP_ADDR: `127.0.0.1:${silentPort}`,
        ROLLCALL_DEMO: 'on',
        ROLLCALL_CONFIG: '/dev/null',
        ROLLCALL_DATA_DIR: dataDir,
      }),
    );
    const answer = await eventually(() => fetch(`http://127.0.0.1:${port}/readyz`), { timeoutMs: 30_000 });
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'starting', waiting: ['consul'] }]);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    await process.stop();
    await rm(dataDir, { recursive: true });
    silent.close();
  });
});

describe('metrics', () => {
  it('tell registries, services, instances by health, changes, readers, restarts', async () => {
    await using rollcall = await startRollcall({
      env: { CONSUL_HTTP_ADDR: '127.0.0.1:1' },
      yaml: 'registries: [{ kind: memory }]',
    });
    const api = apiClient(rollcall.url);
    await api.register('m1', { service: 'metrics' });
    await api.register('m2', { service: 'metrics' });
    await api.untilService('memory', 'metrics', 2);
    await using stream = await openStream(`${rollcall.url}/api/v1/stream?view=services`);
    await stream.take(1);
    const { headers, body } = await api.call('GET', '/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'rollcall_registry_up{registry="consul",kind="consul"} 0',
      'rollcall_registry_up{registry="memory",kind="memory"} 1',
      'rollcall_services{registry="memory"} 1',
      'rollcall_instances{registry="memory",state="passing"} 2',
      'rollcall_instances{registry="memory",state="out"} 0',
      'rollcall_changes_total{registry="memory",kind="registered"} 2',
      'rollcall_stream_readers 1',
      'rollcall_watch_restarts_total{registry="consul"} 1',
      'rollcall_rejected_keys{registry="consul"} 0',
    ]) {
      expect(body).toContain(`${line}\n`);
    }
    expect(body).toContain('nodejs_eventloop_lag_seconds');
  });
});

describe('the log', () => {
  it('is one JSON line an event, with time and level', async () => {
    await using rollcall = await startRollcall();
    await apiClient(rollcall.url).call('PUT', '/api/v1/nothing', { headers: { origin: 'https://evil.example' } });
    await rollcall.stop();
    const logged = events(rollcall.logs());
    expect(logged.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['started', 'link-changed', 'mutation-refused', 'stopping', 'stopped']),
    );
    for (const { time, level } of logged) {
      expect(Date.parse(String(time))).not.toBeNaN();
      expect(level).toMatch(/^(debug|info|warn|error)$/);
    }
    const others = rollcall
      .logs()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'));
    for (const line of others) expect(line).toMatch(/^(▲|- |✓|Rollcall is at |and reads )/);
  });

  it.skipIf(withoutEtcd || withoutConsul)('holds no secret, whatever fails', async () => {
    const secret = (name: string) => `hunter2-${name}`;
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-secrets-'));
    await writeFile(join(folder, 'token'), secret('token-file'));
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const root = writer.user('root');
    await root.create('right');
    await root.addRole('root');
    await writer.auth.authEnable();
    await using consul = await startConsul({ managementToken: 'a2a5a1f0-0000-4000-8000-000000000001' });
    await using rollcall = await startRollcall({
      env: {
        ROLLCALL_LOG_LEVEL: 'debug',
        ETCDCTL_ENDPOINTS: etcd.endpoint,
        ETCDCTL_USER: `root:${secret('etcd')}`,
        CONSUL_HTTP_ADDR: consul.address,
        CONSUL_HTTP_TOKEN: secret('consul'),
        CONSUL_HTTP_AUTH: `me:${secret('auth')}`,
        YAML_SECRET: secret('yaml'),
      },
      yaml: `registries:
        - { kind: consul, id: by-file, address: "${consul.address}", tokenFile: "${join(folder, 'token')}" }
        - { kind: consul, id: in-address, address: "http://me:${secret('url')}@127.0.0.1:1" }
        - { kind: etcd, id: by-yaml, endpoints: ["http://127.0.0.1:1"], username: u, password: "\${YAML_SECRET}" }`,
    });
    const api = apiClient(rollcall.url);
    await eventually(async () =>
      (await api.get('/api/v1/registries')).items.every(
        ({ link }: { link: { state: string } }) => link.state !== 'connecting',
      ),
    );
    const everything = await Promise.all(
      ['/api/v1/registries', '/api/v1/changes', '/metrics', '/', '/registries'].map((path) => api.call('GET', path)),
    );
    await rollcall.stop();
    expect(rollcall.logs()).toContain('link-changed');
    for (const said of [rollcall.logs(), ...everything.map(({ body }) => JSON.stringify(body))]) {
      expect(said).not.toContain('hunter2');
      expect(said).not.toContain(Buffer.from(`me:${secret('auth')}`).toString('base64'));
    }
    await rm(folder, { recursive: true });
  });
});

describe('bad configuration', () => {
  it.each([
    [
      'registries: [{ kind: zookeeper, id: z }]',
      {},
      'rollcall.config.yaml is not as expected:\n  registries.0.kind: expected kind: etcd, consul or memory',
    ],
    ['registries: [{ kind: etcd, id: e }]', {}, 'rollcall.config.yaml is not as expected:\n  registries.0.endpoints: '],
    ['registries: [', {}, 'rollcall.config.yaml is not YAML'],
    ['registries: [{ kind: memory }, { kind: memory }]', {}, 'two registries have the id "memory"'],
    ['', { ROLLCALL_DEMO: 'maybe' }, 'ROLLCALL_DEMO: '],
    ['', { ETCDCTL_ENDPOINTS: 'ftp://e' }, 'ETCDCTL_*, endpoints.0: expected an http:// or https:// address'],
    [
      '',
      { ROLLCALL_DATABASE_URL: 'mysql://me:s3cret@db/rollcall' },
      'ROLLCALL_DATABASE_URL: expected postgres://user:password@host:port/database',
    ],
    ['', { ROLLCALL_CONFIG: '/nowhere/rollcall.yaml' }, 'ROLLCALL_CONFIG names /nowhere/rollcall.yaml'],
  ])('stops the start with 1 and the sentence: %s %j', async (yaml, env, sentence) => {
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-bad-'));
    const config = join(folder, 'rollcall.config.yaml');
    await writeFile(config, yaml);
    await using process = await startProcess(rollcallProgram(await freePort(), { ROLLCALL_CONFIG: config, ...env }));
    expect(await process.ended).toEqual({ code: 1, signal: null });
    expect(process.output()).toContain('Rollcall cannot start: ');
    expect(process.output()).toContain(sentence);
    await rm(folder, { recursive: true });
  });
});

describe('a database that cannot be used', () => {
  it.each([
    ['a folder that is a file', { ROLLCALL_DATA_DIR: '/dev/null' }, 'cannot write in /dev/null: '],
    [
      'a PostgreSQL that is not there',
      { ROLLCALL_DATABASE_URL: 'postgres://me:s3cret@127.0.0.1:1/rollcall' },
      'database rollcall at 127.0.0.1:1: connect ECONNREFUSED',
    ],
  ])('stops the start with 1 and a sentence without the password: %s', async (_, env, sentence) => {
    const program = rollcallProgram(await freePort(), { ROLLCALL_CONFIG: '/dev/null', ...env });
    await using process = await startProcess(program);
    expect(await process.ended).toEqual({ code: 1, signal: null });
    expect(process.output()).toContain(`Rollcall cannot start: ${sentence}`);
    expect(process.output()).not.toContain('s3cret');
  });
});
