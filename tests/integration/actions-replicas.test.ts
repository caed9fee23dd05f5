import { describe, expect, it } from 'vitest';
import { actionsClient } from '../support/actions-client';
import { apiClient, expectProblem } from '../support/api-client';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { microKey, registerMicro } from '../support/micro-fleet';
import { startPostgres, withoutPostgres } from '../support/postgres-server';
import { startRollcall } from '../support/rollcall-server';

describe.skipIf(withoutEtcd || withoutPostgres)('two replicas on one PostgreSQL', () => {
  it('act on an instance one at a time, show what the other does, and take over what it left', async () => {
    await using postgres = await startPostgres();
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const written = await registerMicro(writer, 'orders', ['n1', 'n2', 'n3']);
    const env = { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_DATABASE_URL: await postgres.database() };
    await using first = await startRollcall({ env });
    await using second = await startRollcall({ env });
    const apis = [apiClient(first.url), apiClient(second.url)] as const;
    const [ofFirst, ofSecond] = [actionsClient(apis[0]), actionsClient(apis[1])];
    for (const api of apis) await api.untilService('etcd', 'orders', 3);
    const { items } = await apis[0].get('/api/v1/instances?q=n1');
    const request = { kind: 'drain', targets: [{ registry: 'etcd', instance: items[0].id }] };

    const id = await ofFirst.act({ ...request, revertAfterSeconds: 6 });
    const again = await ofSecond.submit(request);
    if (again.status === 202) expect(again.body.steps[0].detail).toMatch(/^It was so already\./);
    else expectProblem(again, 409, 'conflict');
    await ofSecond.untilState(id, 'confirmed');
    const key = microKey('orders', 'n1');
    expect(await writer.get(`/rollcall/parked/${key}`).string()).toBe(written.n1);

    await first.kill();
    await ofSecond.untilState(id, 'reverted', 45_000);
    expect(await writer.get(key).string()).toBe(written.n1);
    const { items: records } = await apis[1].get('/api/v1/audit?kind=revert');
    expect(records.map(({ actor, outcome }: Record<string, string>) => [actor, outcome])).toEqual([
      ['rollcall', 'done'],
      ['rollcall', 'attempted'],
    ]);
  }, 90_000);
});
