import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/domain/change';
import type { Instance } from '@/lib/domain/instance';
import { apiClient, expectProblem, jsonBody } from '../support/api-client';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { httpServer, type Listening } from '../support/probing';
import { startRollcall } from '../support/rollcall-server';
import { eventually as untilSo } from '../support/wait';

/** A probe a second, on a busy machine. */
const eventually = <T>(attempt: () => Promise<T>) => untilSo(attempt, { timeoutMs: 30_000 });

/** A Rollcall over a registry, the embedded one where nothing is said, that checks every second; `onCritical` is what it does then. */
async function checking(onCritical: string, registry: object = { kind: 'memory' }) {
  const yaml = `
registries: [${JSON.stringify(registry)}]
checks:
  allow: [127.0.0.1]
  rules:
    - service: web
      http: { path: /health }
      intervalSeconds: 1
      timeoutSeconds: 0.5
      rise: 1
      fall: 2
      onCritical: ${onCritical}
`;
  const rollcall = await startRollcall({ yaml });
  const api = apiClient(rollcall.url);
  return {
    rollcall,
    api,
    register: (id: string, { port }: Listening, service = 'web') =>
      api.register(id, { service, address: '127.0.0.1', port }),
    instances: async (): Promise<Instance[]> => (await api.get('/api/v1/instances?service=web')).items,
    changes: async (): Promise<Change[]> => (await api.get('/api/v1/changes?service=web')).items,
    [Symbol.asyncDispose]: () => rollcall[Symbol.asyncDispose](),
  };
}

describe('an active check', () => {
  it('turns an instance critical that answers too late, in the API, the changes and the metrics', async () => {
    await using late = await httpServer((_, response) => void setTimeout(() => response.end(), 5_000));
    await using good = await httpServer((_, response) => response.end());
    await using at = await checking('observe');
    await at.register('late', late);
    await at.register('good', good);
    await eventually(async () => {
      const [one, other] = (await at.instances()).toSorted((a, b) => a.id.localeCompare(b.id));
      expect(one).toMatchObject({ health: 'passing', checks: [{ status: 'passing', output: 'HTTP 200' }] });
      expect(other).toMatchObject({
        health: 'critical',
        rotation: 'in',
        checks: [
          {
            id: 'rollcall',
            name: 'GET /health',
            kind: 'http',
            status: 'critical',
            output: 'no answer within 0.5 s',
            observedBy: 'rollcall',
          },
        ],
      });
      return true;
    });
    await eventually(async () => {
      const change = (await at.changes()).find(({ kind }) => kind === 'health-changed');
      expect(change).toMatchObject({ instance: 'late', to: 'critical', output: 'no answer within 0.5 s' });
      return true;
    });
    const { body } = await at.api.call('GET', '/metrics');
    expect(body).toMatch(/rollcall_check_duration_seconds_count\{kind="http",status="critical"\} \d/);
    expect(body).toMatch(/rollcall_check_delay_seconds_count \d/);
  });

  it('drains by its policy, stops at half of the service with a notice, and restores what passes again', async () => {
    let code = 503;
    await using failing = await httpServer((_, response) => response.writeHead(code).end());
    await using at = await checking('drain');
    for (const id of ['a', 'b', 'c', 'd']) await at.register(id, failing);
    const out = async () => (await at.instances()).filter(({ rotation }) => rotation === 'out').length;
    const notices = async () => {
      const { items } = await at.api.get('/api/v1/registries');
      return items[0].notices.map(({ detail }: { detail: string }) => detail);
    };
    await eventually(async () => (await out()) === 2);
    await eventually(async () => {
      expect(await notices()).toEqual([
        "2 instances of web are critical by Rollcall's own check and are left in rotation: the policy drain keeps 50 % there",
      ]);
      return true;
    });
    expect(await out()).toBe(2);
    const { items } = await at.api.get('/api/v1/actions');
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      kind: 'drain',
      actor: 'rollcall',
      reason: "Critical by Rollcall's own check: HTTP 503",
    });
    const audited = (await at.api.get('/api/v1/audit?actor=rollcall')).items;
    expect(audited.length).toBeGreaterThanOrEqual(2);
    // A change is answered once it is committed, a moment after it is shown.
    await eventually(async () => {
      const drains = (await at.changes()).filter(({ kind }) => kind === 'rotation-changed');
      expect(drains.map(({ origin }) => origin)).toEqual(['rollcall', 'rollcall']);
      return true;
    });

    code = 200;
    // Each passes at its own probe: until the last has, one that is critical may be drained in the place of one that passes.
    const isPassing = async () => (await at.instances()).every(({ health }) => health === 'passing');
    await eventually(async () => (await isPassing()) && (await out()) === 0 && (await notices()).length === 0);
  });

  it.skipIf(withoutEtcd)(
    'writes health into the value where the format goes by it, on its lease, and takes it back',
    async () => {
      let code = 503;
      await using failing = await httpServer((_, response) => response.writeHead(code).end());
      await using good = await httpServer((_, response) => response.end());
      await using etcd = await startEtcd();
      using writer = etcdWriter(etcd.endpoint);
      const { kv, leaseClient } = writer;
      const lease = (await leaseClient.leaseGrant({ TTL: 600 })).ID;
      const key = Buffer.from('/services/web/1');
      const written = (port: number, status: string) =>
        `{"name":"web","address":"127.0.0.1","port":${port},"health":{"status":"${status}"}}`;
      await kv.put({ key, value: Buffer.from(written(failing.port, 'healthy')), lease });
      await kv.put({ key: Buffer.from('/services/web/2'), value: Buffer.from(written(good.port, 'healthy')), lease });
      const stored = async () => {
        const [found] = (await kv.range({ key })).kvs;
        return [found?.value.toString(), found?.lease];
      };
      await using at = await checking('write-health', { kind: 'etcd', id: 'etcd', endpoints: [etcd.endpoint] });
      await eventually(async () => isDeepStrictEqual(await stored(), [written(failing.port, 'unhealthy'), lease]));
      const { items } = await at.api.get('/api/v1/actions');
      expect(items).toMatchObject([{ kind: 'write-health', actor: 'rollcall', steps: [{ service: 'web' }] }]);
      code = 200;
      await eventually(async () => isDeepStrictEqual(await stored(), [written(failing.port, 'healthy'), lease]));
    },
  );

  it('is asked for by nobody over HTTP to write health', async () => {
    await using at = await checking('observe');
    const request = { kind: 'write-health', targets: [{ registry: 'memory', instance: 'a' }], reason: 'a try' };
    expectProblem(await at.api.call('POST', '/api/v1/actions', jsonBody(request)), 400, 'malformed');
  });
});
