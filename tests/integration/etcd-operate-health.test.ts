import { describe, expect, it } from 'vitest';
import { operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

const VALUE = '{"name":"web", "address":"10.0.0.1","port":80,\n "health":{"status":"healthy"},"metadata":{}}';

describe.skipIf(withoutEtcd)('health written into a real etcd', () => {
  it('stands in the value of the plain format, on its own lease, and is taken back to the byte', async () => {
    await using at = await operatedEtcd();
    const lease = await at.grant();
    await at.put('/services/web/1', VALUE, lease);
    await at.until(() => at.instances().length === 1);
    const before = await at.keys();
    const plan = await at.plan(at.instance(), { kind: 'write-health' });
    expect(plan.means).toBe(`edits its value: health.status = unhealthy, on its own lease ${lease}`);
    await at.perform(plan.order);
    expect((await at.keys()).get('/services/web/1')).toMatchObject({
      value: VALUE.replace('"healthy"', '"unhealthy"'),
      lease,
    });
    await at.until(() => at.instance().health === 'critical');
    expect(at.instance().rotation).toBe('in');
    expect(await at.plan(at.instance(), { kind: 'write-health' })).toMatchObject({ order: null });
    await at.perform(plan.undo);
    expect(await at.keys()).toEqual(before);
  });

  it.each([
    ['/services/web/1', '{"address":"10.0.0.1","port":80,"health":"healthy","tags":[]}', 'go by no health'],
    ['/services/web/1', '{"address":"10.0.0.1","port":80,"health":{"status":"draining"}}', 'out of rotation'],
    ['/services/web/1', '{"address":"10.0.0.1","port":80,"health":7}', 'no place for a health'],
    ['/microservices/web/v1/1', '{"id":"1","name":"web","endpoints":["http://10.0.0.1:80"]}', 'go by no health'],
  ])('is refused where no client goes by it: %s %s', async (key, value, refusal) => {
    await using at = await operatedEtcd();
    await at.put(key, value);
    await at.until(() => at.instances().length === 1);
    expect(await at.ask(at.instance(), { kind: 'write-health' })).toEqual({
      refusal: expect.stringContaining(refusal),
    });
  });
});
