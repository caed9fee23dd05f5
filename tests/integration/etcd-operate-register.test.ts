import { describe, expect, it } from 'vitest';
import type { NewRegistration } from '@/lib/domain/new-registration';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import { operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

const WEB: NewRegistration = {
  service: 'web',
  address: '2001:db8::1',
  port: 8080,
  version: '1.2',
  tags: ['blue'],
  metadata: { zone: 'a' },
  weight: 5,
};
const KEY = '/services/web/[2001:db8::1]:8080';
const { signal } = new AbortController();

async function registered(registration: NewRegistration, options = {}) {
  const at = await operatedEtcd([], options);
  return { at, plan: () => at.operations.planRegistration(registration, {}, signal) };
}

describe.skipIf(withoutEtcd)('an instance registered by hand', () => {
  it('is a key of the plain layout on no lease, under the id the watch gives it', async () => {
    const { at, plan } = await registered(WEB);
    await using _ = at;
    const planned = await plan();
    if (!('instance' in planned)) throw new Error(planned.refusal);
    expect(planned.warnings).toEqual([expect.stringContaining('no lease')]);
    expect(planned.writes).toEqual([{ what: `put ${KEY}`, before: null, after: expect.any(String) }]);
    expect(await at.keys()).toEqual(new Map());
    expect(await at.perform(planned.order)).toEqual({ kind: 'done' });
    await at.until(() => at.instances().length === 1);
    expect(at.instance()).toMatchObject({
      id: planned.instance,
      ...{ format: 'plain', service: 'web', address: '2001:db8::1', port: 8080, version: '1.2', tags: ['blue'] },
      ...{ weight: 5, zone: 'a', health: 'passing', rotation: 'in', lease: null, nativeId: KEY },
    });
    expect((await at.keys()).get(KEY)).toMatchObject({ value: planned.writes[0]?.after, lease: '0' });
    expect(await at.perform(planned.order)).toEqual({ kind: 'done' });
    expect(await at.perform(planned.undo)).toEqual({ kind: 'done' });
    expect(await at.keys()).toEqual(new Map());
  });

  it('is refused where there is one already, put aside or not', async () => {
    const { at, plan } = await registered(WEB);
    await using _ = at;
    await at.put(KEY, '{}');
    expect(await plan()).toEqual({ refusal: 'web is registered at this address already' });
    await at.writer.delete().key(KEY);
    await at.put(PARKED_PREFIX + KEY, '{}');
    expect(await plan()).toEqual({ refusal: 'web is registered at this address already' });
  });

  it('writes nothing where somebody registers it in between', async () => {
    const { at, plan } = await registered(WEB);
    await using _ = at;
    const planned = await plan();
    await at.put(KEY, '{"address":"10.0.0.1","port":1}');
    if (!('order' in planned)) throw new Error('no plan');
    expect(await at.perform(planned.order)).toMatchObject({ kind: 'conflict' });
    expect((await at.keys()).get(KEY)?.value).toBe('{"address":"10.0.0.1","port":1}');
  });

  it.each([
    ['does not read the prefix', WEB, { prefixes: ['/micro/'] }, /does not read \/services\//],
    ['has clients that take no such weight', { ...WEB, weight: 0 }, {}, /whole number from 1/],
    ['would read something else', { ...WEB, address: 'not a host' }, {}, /read as something else/],
    [
      'has a rule for other formats there',
      WEB,
      { formatRules: [{ prefix: '/services/', only: 'kratos' }] },
      /read as something else/,
    ],
  ])('is refused where the registry %s', async (_, registration, options, refusal) => {
    const { at, plan } = await registered(registration, options);
    await using __ = at;
    expect(await plan()).toEqual({ refusal: expect.stringMatching(refusal) });
  });
});
