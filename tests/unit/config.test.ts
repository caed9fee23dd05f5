import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Config, ConfigError, loadConfig } from '@/lib/config';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-config-'));
const empty = join(folder, 'empty.yaml');
writeFileSync(empty, '');
afterAll(() => rm(folder, { recursive: true }));

/** What is read of an environment, and of no file of whoever runs the tests. */
function load(environment: Record<string, string> = {}): Config {
  return loadConfig({ ROLLCALL_CONFIG: empty, ...environment });
}

const memory = { kind: 'memory', id: 'memory', demo: { seed: 1, speed: 1 }, removeAfterSeconds: 60 };

describe('the environment', () => {
  it('is not needed: the embedded registry with the demo fleet on 127.0.0.1:4600', () => {
    expect(load()).toMatchObject({
      host: '127.0.0.1',
      port: 4600,
      allowedHosts: [],
      logLevel: 'info',
      registries: [memory],
    });
  });

  it('says where the database is: a folder, or a PostgreSQL', () => {
    expect(load()).toMatchObject({ dataDir: './data', databaseUrl: null });
    expect(load({ ROLLCALL_DATA_DIR: '/var/lib/rollcall' }).dataDir).toBe('/var/lib/rollcall');
    for (const url of ['postgres://me:pw@db:5432/rollcall', 'postgresql:///rollcall?host=/run/postgresql'])
      expect(load({ ROLLCALL_DATABASE_URL: url }).databaseUrl).toBe(url);
    for (const url of ['mysql://me:s3cret@db/rollcall', 'postgres://me:s3cret@:x'])
      expect(() => load({ ROLLCALL_DATABASE_URL: url })).toThrow(/^(?!.*s3cret).*expected postgres:\/\//s);
  });

  it('names a Consul the way consul itself reads it', () => {
    const { registries } = load({
      CONSUL_HTTP_ADDR: 'consul.internal:8500',
      CONSUL_HTTP_TOKEN: 's3cret',
      CONSUL_HTTP_TOKEN_FILE: '/run/token',
      CONSUL_HTTP_AUTH: 'me:pass',
      CONSUL_NAMESPACE: 'team',
      CONSUL_PARTITION: 'east',
    });
    expect(registries).toEqual([
      {
        kind: 'consul',
        id: 'consul',
        address: 'http://consul.internal:8500',
        token: 's3cret',
        tokenFile: '/run/token',
        httpAuth: 'me:pass',
        namespace: 'team',
        partition: 'east',
      },
    ]);
  });

  it.each([
    ['consul.internal:8501', 'true', 'https://consul.internal:8501'],
    ['consul.internal:8501', '1', 'https://consul.internal:8501'],
    ['consul.internal:8501', 'false', 'http://consul.internal:8501'],
    ['https://consul.internal', '', 'https://consul.internal'],
    ['http://consul.internal', '', 'http://consul.internal'],
    // As consul itself: what asks for TLS is never taken back.
    ['http://consul.internal', 'true', 'https://consul.internal'],
  ])('reads CONSUL_HTTP_ADDR=%s with CONSUL_HTTP_SSL=%s as %s', (address, ssl, expected) => {
    const { registries } = load({ CONSUL_HTTP_ADDR: address, CONSUL_HTTP_SSL: ssl });
    expect(registries).toMatchObject([{ address: expected }]);
  });

  it('reads the certificates of both tools at the start', () => {
    const pem = join(folder, 'ca.pem');
    writeFileSync(pem, 'PEM');
    const { registries } = load({
      CONSUL_HTTP_ADDR: 'c:8501',
      CONSUL_CACERT: pem,
      CONSUL_CLIENT_CERT: pem,
      CONSUL_CLIENT_KEY: pem,
      CONSUL_HTTP_SSL_VERIFY: 'false',
      ETCDCTL_ENDPOINTS: 'e:2379',
      ETCDCTL_CACERT: pem,
      ETCDCTL_CERT: pem,
      ETCDCTL_KEY: pem,
    });
    expect(registries).toMatchObject([
      { kind: 'etcd', endpoints: ['https://e:2379'], tls: { ca: 'PEM', cert: 'PEM', key: 'PEM' } },
      { kind: 'consul', tls: { ca: 'PEM', cert: 'PEM', key: 'PEM', verify: false } },
    ]);
  });

  it('stops at a certificate that is not there, and names it', () => {
    expect(() => load({ ETCDCTL_ENDPOINTS: 'e:2379', ETCDCTL_CACERT: '/nowhere/ca.pem' })).toThrow(
      /ETCDCTL_\*, tls\.ca: cannot read \/nowhere\/ca\.pem/,
    );
  });

  it('names an etcd the way etcdctl itself reads it', () => {
    const { registries } = load({
      ETCDCTL_ENDPOINTS: 'a:2379, http://b:2379,,https://c:2379',
      ETCDCTL_USER: 'root:pass:word',
    });
    expect(registries).toEqual([
      {
        kind: 'etcd',
        id: 'etcd',
        endpoints: ['http://a:2379', 'http://b:2379', 'https://c:2379'],
        username: 'root',
        password: 'pass:word',
      },
    ]);
  });

  it('takes the password of ETCDCTL_PASSWORD over that of ETCDCTL_USER', () => {
    const { registries } = load({ ETCDCTL_ENDPOINTS: 'a:2379', ETCDCTL_USER: 'root:old', ETCDCTL_PASSWORD: 'new' });
    expect(registries).toMatchObject([{ username: 'root', password: 'new' }]);
  });

  it.each([
    [undefined, undefined],
    ['', ['']],
    ['/services/', ['/services/']],
    ['/services/, /svc/', ['/services/', '/svc/']],
    ['/services/,', ['/services/']],
  ])('reads ROLLCALL_ETCD_PREFIXES=%j as the prefixes %j', (text, prefixes) => {
    const { registries } = load({
      ETCDCTL_ENDPOINTS: 'a:2379',
      ...(text !== undefined && { ROLLCALL_ETCD_PREFIXES: text }),
    });
    expect(registries[0]).toHaveProperty('kind', 'etcd');
    expect((registries[0] as { prefixes?: string[] }).prefixes).toEqual(prefixes);
  });

  it('counts an empty value as unset', () => {
    const config = load({ CONSUL_HTTP_ADDR: '', ETCDCTL_ENDPOINTS: '', PORT: '', HOST: '', ROLLCALL_DEMO: '' });
    expect(config).toEqual(load());
    const [consul] = load({ CONSUL_HTTP_ADDR: 'c:8500', CONSUL_HTTP_TOKEN: '', CONSUL_CACERT: '' }).registries;
    expect(consul).toEqual({ kind: 'consul', id: 'consul', address: 'http://c:8500' });
  });

  it.each([
    [{}, ['memory'], true],
    [{ ROLLCALL_DEMO: 'off' }, ['memory'], false],
    [{ ROLLCALL_DEMO: 'on' }, ['memory'], true],
    [{ CONSUL_HTTP_ADDR: 'c:8500' }, ['consul'], null],
    [{ CONSUL_HTTP_ADDR: 'c:8500', ROLLCALL_DEMO: 'off' }, ['consul'], null],
    [{ CONSUL_HTTP_ADDR: 'c:8500', ROLLCALL_DEMO: 'on' }, ['consul', 'memory'], true],
  ] as const)('with %j has the registries %j; demo fleet: %j', (environment, ids, demo) => {
    const { registries } = load(environment);
    expect(registries.map(({ id }) => id)).toEqual(ids);
    const embedded = registries.find(({ kind }) => kind === 'memory');
    expect(embedded ? embedded.kind === 'memory' && embedded.demo !== null : null).toBe(demo);
  });

  it('sets seed and speed of the demo fleet', () => {
    const { registries } = load({ ROLLCALL_DEMO_SEED: '7', ROLLCALL_DEMO_SPEED: '0.5' });
    expect(registries).toEqual([{ ...memory, demo: { seed: 7, speed: 0.5 } }]);
  });

  it('adds names under which Rollcall may be asked for', () => {
    expect(load({ ROLLCALL_ALLOWED_HOSTS: 'rollcall.example, other' }).allowedHosts).toEqual([
      'rollcall.example',
      'other',
    ]);
  });

  it.each([
    [{ PORT: 'http' }, 'environment is not as expected:\n  PORT: expected a port number'],
    [{ PORT: '70000' }, 'PORT: expected a port number from 0 to 65535'],
    [{ PORT: '80.5' }, 'PORT: expected a port number'],
    [{ ROLLCALL_DEMO: 'maybe' }, 'ROLLCALL_DEMO: expected on or off'],
    [{ ROLLCALL_LOG_LEVEL: 'loud' }, 'ROLLCALL_LOG_LEVEL: expected debug, info, warn, error or silent'],
    [{ ROLLCALL_DEMO_SPEED: '0' }, 'ROLLCALL_DEMO_SPEED: expected a number above 0'],
    [{ CONSUL_HTTP_ADDR: 'unix:///run/consul.sock' }, 'CONSUL_*, address: expected an http:// or https:// address'],
    [{ ETCDCTL_ENDPOINTS: 'ftp://e' }, 'ETCDCTL_*, endpoints.0: expected an http:// or https:// address'],
    [{ ETCDCTL_ENDPOINTS: ' , ' }, 'ETCDCTL_*, endpoints: expected at least one endpoint'],
    [{ ETCDCTL_ENDPOINTS: 'e:2379', ROLLCALL_ETCD_PREFIXES: ',' }, 'ETCDCTL_*, prefixes: expected at least one prefix'],
  ])('stops at %j', (environment, message) => {
    expect(() => load(environment)).toThrow(ConfigError);
    expect(() => load(environment)).toThrow(message);
  });
});
