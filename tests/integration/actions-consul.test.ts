import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import { type ActionsClient, actionsClient } from '../support/actions-client';
import { type ApiClient, apiClient, expectProblem } from '../support/api-client';
import { type ConsulAgent, type ConsulCluster, startConsulCluster } from '../support/consul-cluster';
import { withoutConsul } from '../support/consul-server';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

describe.skipIf(withoutConsul)('an action over HTTP on a Consul cluster', { timeout: 120_000 }, () => {
  let cluster: ConsulCluster;
  let rollcall: RollcallServer;
  let api: ApiClient;
  let actions: ActionsClient;

  beforeAll(async () => {
    cluster = await startConsulCluster();
    const agentUrlTemplate = `http://{address}:${new URL(cluster.left.address).port}`;
    rollcall = await startRollcall({
      yaml: JSON.stringify({
        registries: [{ kind: 'consul', id: 'consul', address: cluster.server.address, agentUrlTemplate }],
      }),
    });
    api = apiClient(rollcall.url);
    actions = actionsClient(api);
  }, 90_000);
  afterAll(async () => {
    await rollcall?.[Symbol.asyncDispose]();
    await cluster?.[Symbol.asyncDispose]();
  });

  const only = async (service: string, has: (instance: Instance) => boolean = () => true): Promise<Instance> => {
    const [instance] = await eventually(async () => {
      const found: Instance[] = await api.untilService('consul', service, 1);
      return found.every(has) && found;
    }, WITHIN);
    if (!instance) throw new Error(`there is no ${service}`);
    return instance;
  };
  const asking = (kind: string, { id, service }: Instance, given: object = {}) => ({
    kind,
    targets: [{ registry: 'consul', instance: id }],
    confirm: service,
    ...given,
  });

  it('drains, restores and deregisters at the agent that owns it, and puts it back', async () => {
    for (const { client } of [cluster.left, cluster.right])
      await client.register({ ID: 'other-1', Name: 'other', Port: 80 });
    await cluster.left.client.register({ ID: 'web-1', Name: 'web', Port: 80 });
    const web = await only('web');

    const drain = asking('drain', web, { reason: 'slow' });
    const preview = await actions.preview(drain);
    const what = `PUT ${cluster.left.address}/v1/agent/service/maintenance/web-1?enable=true&reason=Rollcall%3A+slow`;
    expect(preview.body.targets[0].writes).toEqual([{ what }]);
    await actions.untilState(await actions.act(drain), 'confirmed');
    expect(await maintenanceOn(cluster.left)).toEqual(['_service_maintenance:web-1']);
    expect(await maintenanceOn(cluster.right)).toEqual([]);
    await only('web', ({ rotation }) => rotation === 'out');

    await actions.untilState(await actions.act(asking('restore', web)), 'confirmed');
    expect(await maintenanceOn(cluster.left)).toEqual([]);
    await only('web', ({ rotation }) => rotation === 'in');

    const removal = await actions.act(asking('deregister', web));
    await actions.untilState(removal, 'confirmed');
    expect(await servicesOn(cluster.left)).toEqual(['other-1']);
    expect((await actions.revert(removal)).status).toBe(202);
    await actions.untilState(removal, 'reverted');
    expect(await servicesOn(cluster.left)).toEqual(['other-1', 'web-1']);

    const items = await api.untilChanges('service=web&origin=rollcall', 4);
    expect(items.map(({ kind, to }: { kind: string; to?: string }) => to ?? kind)).toEqual([
      expect.any(String),
      expect.any(String),
      'in',
      'out',
    ]);
  });

  it('drains and restores a whole host by one maintenance of its node, which the preview shows once', async () => {
    for (const Name of ['host-a', 'host-b']) await cluster.right.client.register({ Name, Port: 80 });
    const services = ['host-a', 'host-b'];
    for (const service of services) await only(service);
    const host = { targets: { filter: { registry: 'consul', node: 'right' } }, reason: 'kernel' };
    const preview = await actions.preview({ kind: 'drain', ...host });
    const written = preview.body.targets.flatMap(({ writes }: { writes: object[] }) => writes);
    expect(written).toEqual([
      { what: `PUT ${cluster.right.address}/v1/agent/maintenance?enable=true&reason=Rollcall%3A+kernel` },
    ]);
    expect(preview.body.targets.length).toBeGreaterThanOrEqual(2);
    const { confirm } = preview.body;
    await actions.untilState(await actions.act({ kind: 'drain', ...host, confirm }), 'confirmed');
    expect(await maintenanceOn(cluster.right)).toEqual(['_node_maintenance']);
    for (const service of services) await only(service, ({ rotation }) => rotation === 'out');
    const one = await only('host-a');
    expectProblem(await actions.submit(asking('restore', one)), 409, 'refused');
    await actions.untilState(await actions.act({ kind: 'restore', ...host }), 'confirmed');
    expect(await maintenanceOn(cluster.right)).toEqual([]);
    for (const service of services) await only(service, ({ rotation }) => rotation === 'in');
  });

  it('falls back where the agent is dead, warns of it, and tells that the agent put it back', async () => {
    const { right } = cluster;
    await right.client.register({ ID: 'dead-1', Name: 'dead', Port: 80 });
    await only('dead', ({ health }) => health === 'passing');
    await right.kill();
    const dead = await only('dead', ({ health }) => health === 'critical');

    const refused = await actions.submit(asking('drain', dead));
    expectProblem(refused, 409, 'refused');
    expect(refused.body.detail).toMatch(/takes it for dead/);
    expect((await actions.preview(asking('drain', dead))).body.targets[0].refusal).toMatch(/takes it for dead/);

    const removal = asking('deregister', dead);
    const { body } = await actions.preview(removal);
    expect(body.targets[0]).toMatchObject({
      means: 'takes it out of the catalog',
      writes: [{ what: `PUT ${cluster.server.address}/v1/catalog/deregister` }],
      warnings: expect.arrayContaining([expect.stringContaining('It is taken out of the catalog instead.')]),
    });
    const id = await actions.act(removal);
    await actions.untilState(id, 'confirmed');
    expect(await cluster.client.get('/v1/catalog/service/dead')).toEqual([]);

    await right.start();
    const step = await eventually(async () => {
      const [now] = (await actions.get(id)).steps;
      return now?.returnedAfterSeconds !== undefined && now;
    }, WITHIN);
    expect(step).toMatchObject({
      state: 'confirmed',
      detail: expect.stringMatching(/^It came back after [\d.]+ s, and not by Rollcall\.$/),
    });
    expect(step.returnedAfterSeconds).toBeGreaterThan(0);
    const { items } = await api.get(`/api/v1/audit?kind=deregister&outcome=failed`);
    expect(items[0]).toMatchObject({ action: id, detail: expect.stringContaining('returned: It came back after') });
  });
});

const WITHIN = { timeoutMs: 60_000 };

async function maintenanceOn({ client }: ConsulAgent): Promise<string[]> {
  const checks = Object.keys((await client.get('/v1/agent/checks')) as object);
  return checks.filter((id) => id.includes('maintenance'));
}

async function servicesOn({ client }: ConsulAgent): Promise<string[]> {
  return Object.keys((await client.get('/v1/agent/services')) as object).sort();
}
