import { describe, expect, it } from 'vitest';
import type { Plan, PlanConflict, Refusal } from '@/lib/registry/operations';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { asInstance, plainValue, watchEtcdServer } from '../support/etcd-watch';
import { etcdWriter } from '../support/etcd-writer';

const ROOT = { username: 'root', password: 'root-secret' };
const OWNER = { username: 'owner', password: 'owner-secret' };

/** An etcd whose account may write to its own keys alone, not where keys are put aside, with one instance. */
async function guarded(value: string, permission: 'Read' | 'Readwrite') {
  const etcd = await startEtcd();
  {
    using open = etcdWriter(etcd.endpoint);
    await open.put('/services/web/1').value(value);
    await open.role('root').create();
    await (await open.user('root').create(ROOT.password)).addRole('root');
    const role = await open.role('owner').create();
    await role.grant({ permission, range: open.range({ prefix: '/services/' }) });
    await (await open.user('owner').create(OWNER.password)).addRole('owner');
    await open.auth.authEnable();
  }
  const watch = watchEtcdServer({ endpoints: [etcd.endpoint], auth: OWNER });
  await watch.untilLive();
  const [observed] = watch.lists()[0]?.instances ?? [];
  const { operations } = watch.registry;
  if (!observed || !operations) throw new Error('there is nothing to act on');
  const { signal } = new AbortController();
  return {
    watch,
    plan: () => operations.plan(asInstance(observed), { kind: 'drain' }, {}, signal),
    perform: (plan: Plan | Refusal | PlanConflict) => {
      if (!('order' in plan) || !plan.order) throw new Error('there is nothing to do');
      return operations.perform(plan.order, undefined, signal);
    },
    async [Symbol.asyncDispose]() {
      await watch[Symbol.asyncDispose]();
      await etcd[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(withoutEtcd)('an account of etcd', () => {
  it('that may not read what is put aside may still edit', async () => {
    await using at = await guarded(plainValue(), 'Readwrite');
    expect(await at.perform(await at.plan())).toEqual({ kind: 'done' });
    await at.watch.until(() => at.watch.batches().length === 1);
    expect(at.watch.batches()[0]?.batch.upserted).toMatchObject([{ rotation: 'out' }]);
  });

  it.each([
    ['may not put aside', plainValue({ health: 'passing' }), 'Readwrite'],
    ['may only read', plainValue(), 'Read'],
  ] as const)('that %s is told so, and nothing is written', async (_, value, permission) => {
    await using at = await guarded(value, permission);
    const plan = await at.plan();
    await expect(at.perform(plan)).rejects.toMatchObject({ code: 'permission-denied' });
    expect(await at.plan()).toEqual(plan);
  });
});
