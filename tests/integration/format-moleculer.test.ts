import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../support/api-client';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { type RunningProcess, startProcess } from '../support/processes';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const PROGRAM = join(import.meta.dirname, '../support/programs/moleculer-node.mjs');
/** Moleculer fixes the lease of a node's INFO at 60 s, and no option shortens it; etcd's own delay comes on top. */
const LEASE_RUNS_OUT_MS = 80_000;

interface Shown {
  readonly id: string;
  readonly service: string;
  readonly node: string;
}

describe.skipIf(withoutEtcd)('a real Moleculer node', () => {
  let etcd: EtcdServer;
  let rollcall: RollcallServer;
  let api: ApiClient;
  beforeAll(async () => {
    etcd = await startEtcd();
    rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
    api = apiClient(rollcall.url);
  });
  afterAll(async () => {
    await rollcall[Symbol.asyncDispose]();
    await etcd[Symbol.asyncDispose]();
  });

  const startNode = (nodeId: string): Promise<RunningProcess> =>
    startProcess({ file: process.execPath, args: [PROGRAM, etcd.endpoint, nodeId] });

  const shown = async (nodeId: string): Promise<Shown[]> => {
    const { items } = await api.get('/api/v1/instances?registry=etcd&format=moleculer');
    return items
      .filter(({ node }: Shown) => node === nodeId)
      .sort((a: Shown, b: Shown) => a.service.localeCompare(b.service));
  };

  const untilShown = (nodeId: string, node: RunningProcess) =>
    eventually(
      async () => {
        if (node.hasEnded()) throw new Error(`the node ended:\n${node.output()}`);
        const instances = await shown(nodeId);
        return instances.length === 2 && instances;
      },
      { timeoutMs: 30_000 },
    );

  /** The last deregistration of an instance, once there is one and the instance is gone. */
  const untilDeregistered = (nodeId: string, { id, service }: Shown, timeoutMs: number) =>
    eventually(
      async () => {
        if ((await shown(nodeId)).length > 0) return false;
        const { items } = await api.get(`/api/v1/changes?registry=etcd&service=${service}&kind=deregistered`);
        return items.find(({ instance }: { instance: string }) => instance === id);
      },
      { timeoutMs },
    );

  it(
    'shows its services with their lease, and says "lease-expired" when it was killed',
    async () => {
      await using node = await startNode('killed-1');
      const [mail, users] = await untilShown('killed-1', node);
      if (!mail || !users) throw new Error('both services are shown');
      const common = {
        format: 'moleculer',
        port: 0,
        namespace: 'shop',
        node: 'killed-1',
        zone: 'eu-1',
        health: 'passing',
      };
      expect(mail).toMatchObject({ ...common, service: 'mail', version: null, weight: null, rotation: 'in' });
      expect(users).toMatchObject({ ...common, service: 'users', version: '2' });
      expect(users).toMatchObject({ nativeId: 'moleculer-shop/discovery/info/killed-1', address: expect.any(String) });
      expect(users).toMatchObject({ metadata: await expectedMetadata() });
      const detail = await eventually(async () => {
        const found = await api.get(`/api/v1/registries/etcd/instances/${users.id}`);
        return found.lease?.remainingSeconds !== null && found;
      });
      expect(detail.lease).toMatchObject({ ttlSeconds: 60 });
      expect(detail.raw).toContain('"sender":"killed-1"');
      expect((await api.get('/api/v1/rejected')).items).toEqual([]);

      process.kill(node.pid, 'SIGKILL');
      await node.ended;
      for (const instance of [mail, users]) {
        const change = await untilDeregistered('killed-1', instance, LEASE_RUNS_OUT_MS);
        expect(change).toMatchObject({ kind: 'deregistered', cause: 'lease-expired', afterGap: false });
      }
    },
    LEASE_RUNS_OUT_MS + 60_000,
  );

  it('does not say so of a node that was stopped', async () => {
    await using node = await startNode('stopped-1');
    const [mail] = await untilShown('stopped-1', node);
    if (!mail) throw new Error('both services are shown');
    await node.stop();
    const change = await untilDeregistered('stopped-1', mail, 20_000);
    // It leaves so soon that nobody may have asked for its lease yet.
    expect(change.cause).not.toBe('lease-expired');
  });
});

async function expectedMetadata() {
  const { version } = JSON.parse(await readFile('node_modules/moleculer/package.json', 'utf8'));
  return {
    fullName: 'v2.users',
    client: 'nodejs',
    clientVersion: version,
    langVersion: process.version,
    region: 'eu',
    team: 'accounts',
  };
}
