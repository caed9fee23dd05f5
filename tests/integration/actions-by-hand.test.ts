import { describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import { actionsClient } from '../support/actions-client';
import { apiClient } from '../support/api-client';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

/** A Rollcall over one registry; what is there at first does not matter. */
async function scene(registry: 'etcd' | 'memory' | 'demo') {
  const held = new AsyncDisposableStack();
  const etcd = registry === 'etcd' ? held.use(await startEtcd()) : null;
  const env: Record<string, string> = etcd ? { ETCDCTL_ENDPOINTS: etcd.endpoint } : {};
  if (registry === 'memory') env.ROLLCALL_DEMO = 'off';
  const rollcall = held.use(await startRollcall({ env }));
  const api = apiClient(rollcall.url);
  return { api, actions: actionsClient(api), [Symbol.asyncDispose]: () => held.disposeAsync() };
}

describe.each([
  ['etcd', 'etcd', withoutEtcd],
  ['the embedded registry', 'memory', false],
  ['the embedded registry with its demo fleet', 'demo', false],
] as const)('what is registered by hand in %s', (_, kind, isWithout) => {
  const registry = kind === 'etcd' ? 'etcd' : 'memory';

  it.skipIf(isWithout)('is weighed, deregistered, put back and taken back', async () => {
    await using at = await scene(kind);
    const { api, actions } = at;
    const members = (count: number): Promise<Instance[]> => api.untilService(registry, 'hand', count);
    const registering = (port: number, weight: number) => ({
      kind: 'register',
      register: { registry, service: 'hand', address: '10.9.9.9', port, weight },
    });

    const first = await actions.act(registering(8080, 2));
    await actions.untilState(first, 'confirmed');
    const [one] = await members(1);
    expect(one).toMatchObject({ address: '10.9.9.9', port: 8080, weight: 2, rotation: 'in' });

    const preview = await actions.preview(registering(8081, 6));
    expect(preview.status).toBe(200);
    expect(preview.body.services).toMatchObject([
      { service: 'hand', before: { instances: 1, weight: 2 }, after: { instances: 2, weight: 8 }, isDangerous: false },
    ]);
    const shares = preview.body.services[0].shares.map(({ after }: { after: number }) => after);
    expect(shares.sort()).toEqual([0.25, 0.75]);
    // Nothing is said of the policy of `hand`: in turns, whatever the weights.
    const [simulated] = preview.body.simulation;
    expect(simulated).toMatchObject({ registry, service: 'hand', policy: 'round-robin', isConfigured: false });
    expect(simulated.shares).toEqual(
      expect.arrayContaining([
        { instance: one?.id, before: 1, after: 0.5 },
        { instance: expect.any(String), before: 0, after: 0.5 },
      ]),
    );
    const second = await actions.act(registering(8081, 6));
    await actions.untilState(second, 'confirmed');
    const two = (await members(2)).find(({ port }) => port === 8081);
    const asking = (of: string, given: object = {}) => ({
      kind: of,
      targets: [{ registry, instance: two?.id }],
      confirm: 'hand',
      ...given,
    });
    const weightOfTwo = async () => (await members(2)).find(({ port }) => port === 8081)?.weight;

    const weighed = await actions.act(asking('set-weight', { weight: 9 }));
    await actions.untilState(weighed, 'confirmed');
    expect(await weightOfTwo()).toBe(9);
    expect((await actions.revert(weighed)).status).toBe(202);
    await actions.untilState(weighed, 'reverted');
    expect(await weightOfTwo()).toBe(6);

    const removed = await actions.act(asking('deregister'));
    await actions.untilState(removed, 'confirmed');
    await members(1);
    expect((await actions.revert(removed)).status).toBe(202);
    await actions.untilState(removed, 'reverted');
    expect(await weightOfTwo()).toBe(6);

    expect((await actions.revert(first)).status).toBe(202);
    await actions.untilState(first, 'reverted');
    expect((await members(1))[0]?.port).toBe(8081);
  });
});

describe('the demo fleet', () => {
  it('is drained, restored, weighed and deregistered as any other', async () => {
    await using at = await scene('demo');
    const { api, actions } = at;
    const instance = await eventually(async () => {
      const { items } = await api.get('/api/v1/instances?registry=memory&rotation=in&health=passing');
      return items[0] as Instance | undefined;
    });
    const now = async (): Promise<Instance> => api.get(`/api/v1/registries/memory/instances/${instance.id}`);
    const asking = (kind: string, given: object = {}) => ({
      kind,
      targets: [{ registry: 'memory', instance: instance.id }],
      confirm: instance.service,
      ...given,
    });
    await actions.untilState(await actions.act(asking('drain')), 'confirmed');
    expect((await now()).rotation).toBe('out');
    await actions.untilState(await actions.act(asking('restore')), 'confirmed');
    expect((await now()).rotation).toBe('in');
    await actions.untilState(await actions.act(asking('set-weight', { weight: 7 })), 'confirmed');
    expect((await now()).weight).toBe(7);
    const removed = await actions.act(asking('deregister'));
    await actions.untilState(removed, 'confirmed');
    const items = await api.untilChanges(`instance=${instance.id}&origin=rollcall`, 4);
    expect(items.map(({ kind, to }: { kind: string; to?: string }) => to ?? kind)).toEqual([
      'deregistered',
      expect.any(String),
      'in',
      'out',
    ]);
  });
});
