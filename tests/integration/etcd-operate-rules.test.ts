import { describe, expect, it } from 'vitest';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import type { Wish } from '@/lib/registry/operations';
import { allFixtures } from '../fixtures/formats/all-fixtures';
import { operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

const fixtures = await allFixtures();

/** An etcd with the first fixture of a format, all of it on leases, and its first instance. */
async function leased(format: string) {
  const fixture = fixtures.find((candidate) => candidate.format === format);
  if (!fixture?.expect[0]) throw new Error(`${format} has no fixture`);
  const at = await operatedEtcd(fixture.keys.map((key) => ({ ...key, leased: true })));
  const { service, address, port } = fixture.expect[0];
  return { at, instance: () => at.instance({ service, address, port }) };
}

const EVERY_WISH: readonly (readonly [format: string, wish: Wish])[] = [
  ['plain', { kind: 'drain' }],
  ['kratos', { kind: 'drain' }],
  ['rpcx', { kind: 'drain' }],
  ['apisix', { kind: 'drain' }],
  ['jupiter', { kind: 'drain' }],
  ['go-micro', { kind: 'drain' }],
  ['traefik', { kind: 'drain' }],
  ['dubbo-interface', { kind: 'drain' }],
  ['kitex', { kind: 'set-weight', weight: 3 }],
  ['plain', { kind: 'set-weight', weight: 3 }],
  ['rpcx', { kind: 'set-weight', weight: 3 }],
  ['dubbo-interface', { kind: 'set-weight', weight: 3 }],
  ['moleculer', { kind: 'deregister' }],
];

/** The rules of formats.md §0.2, in their order. */
describe.skipIf(withoutEtcd)('a tool that writes', () => {
  it.each(EVERY_WISH)('keeps the lease of every key it writes: %s, $kind', async (format, wish) => {
    const { at, instance } = await leased(format);
    await using _ = at;
    const { nativeId } = instance();
    const { lease } = (await at.keys()).get(nativeId) ?? {};
    const before = await at.keys();
    const plan = await at.plan(instance(), wish);
    expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
    const written = [...(await at.keys())].filter(([key, { bytes }]) => !before.get(key)?.bytes.equals(bytes));
    expect(written.length).toBeGreaterThan(0);
    const leases = new Set([...before.values()].map((key) => key.lease));
    for (const [key, raw] of written) {
      expect(raw.lease, key).not.toBe('0');
      expect(leases.has(raw.lease), key).toBe(true);
      if (key === nativeId || key === PARKED_PREFIX + nativeId) expect(raw.lease).toBe(lease);
    }
    await at.perform(plan.undo);
    expect(await at.keys()).toEqual(before);
  });

  it.each(['plain', 'go-micro', 'rpcx', 'dubbo-interface'])('revokes no lease: %s', async (format) => {
    const { at, instance } = await leased(format);
    await using _ = at;
    const leases = async () => (await at.writer.leaseClient.leaseLeases()).leases.map(({ ID }) => ID).toSorted();
    const before = await leases();
    for (const kind of ['drain', 'restore', 'deregister'] as const) {
      await at.perform((await at.plan(instance(), { kind })).order);
      await at.untilSeen();
    }
    expect(await leases()).toEqual(before);
  });

  it('writes nothing over what is not as it was read, and lets a key belong to its own program', async () => {
    const { at, instance } = await leased('go-micro');
    await using _ = at;
    const own = instance();
    const { order } = await at.plan(own, { kind: 'drain' });
    await at.put(own.nativeId, (await at.keys()).get(own.nativeId)?.value ?? '', await at.grant());
    const before = await at.keys();
    expect(await at.perform(order)).toMatchObject({ kind: 'conflict' });
    expect(await at.keys()).toEqual(before);
  });

  it.each(['go-micro', 'grpc-naming', 'goframe'])('invents no flag that clients ignore: %s', async (format) => {
    const { at, instance } = await leased(format);
    await using _ = at;
    const { nativeId } = instance();
    const value = (await at.keys()).get(nativeId)?.value;
    const plan = await at.plan(instance(), { kind: 'drain' });
    await at.perform(plan.order);
    expect((await at.keys()).get(nativeId)).toBeUndefined();
    expect((await at.keys()).get(PARKED_PREFIX + nativeId)?.value).toBe(value);
  });

  it.each([
    ['go-zero', 1, 5],
    ['kitex', 30, 35],
    ['hertz', 30, 35],
    ['rpcx', 60, 50],
  ])('says that a deletion will be undone: %s', async (format, withinSeconds, returnWindowSeconds) => {
    const { at, instance } = await leased(format);
    await using _ = at;
    const plan = await at.plan(instance(), { kind: 'deregister' });
    expect(plan).toMatchObject({ fate: { kind: 'undone', withinSeconds }, returnWindowSeconds });
  });

  it.each([
    ['kratos', /keep the old/],
    ['dubbo-interface', /empty/],
    ['grpc-naming', /empty list/],
  ])('knows what clients do when the last one goes: %s', async (format, words) => {
    const { at } = await leased(format);
    await using _ = at;
    expect(at.watch.registry.sheets?.find((sheet) => sheet.format === format)?.last).toMatch(words);
  });
});
