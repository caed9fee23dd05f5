import { describe, expect, it } from 'vitest';
import { KNOWN_FORMATS } from '@/lib/registry/etcd/formats/known-formats';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import { allFixtures } from '../fixtures/formats/all-fixtures';
import { encoded } from '../fixtures/formats/dubbo';
import type { FormatFixture } from '../fixtures/formats/fixture';
import { operatedEtcd, type RawKey } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

/** How each format's first fixture is drained: by another value of its key, by a key beside it, by parking, or not. */
type Drained =
  | { readonly by: 'edit'; readonly from: string; readonly to: string }
  | { readonly by: 'rule'; readonly key: string }
  | { readonly by: 'park' }
  | { readonly by: 'nothing'; readonly refusal: RegExp };

const GREET = 'greet.GreetService';
const PARK: Drained = { by: 'park' };

const DRAINED: Readonly<Record<string, Drained>> = {
  'dubbo-interface': {
    by: 'rule',
    key: `/dubbo/${GREET}/configurators/${encoded(`override://127.0.0.1:20000/${GREET}?category=configurators&dynamic=false&enabled=true&disabled=true`)}`,
  },
  'dubbo-application': PARK,
  apisix: { by: 'edit', from: '"127.0.0.1:1980":1', to: '"127.0.0.1:1980":0' },
  coredns: PARK,
  servicecomb: { by: 'nothing', refusal: /service center/ },
  traefik: PARK,
  moleculer: { by: 'nothing', refusal: /route by heartbeats/ },
  'go-micro': PARK,
  kratos: { by: 'edit', from: '"weight":"100"', to: '"weight":"0"' },
  kitex: { by: 'nothing', refusal: /puts its key back within 30 s/ },
  hertz: { by: 'nothing', refusal: /puts its key back within 30 s/ },
  goframe: PARK,
  rpcx: { by: 'edit', from: 'weight=5', to: 'weight=5&state=inactive' },
  'go-zero': { by: 'nothing', refusal: /puts its key back at once/ },
  jupiter: { by: 'edit', from: '"Op":0', to: '"Op":1' },
  'grpc-naming': PARK,
  'service-node': PARK,
  'host-port': PARK,
  'go-kit': PARK,
  'plain-flat': PARK,
  plain: { by: 'edit', from: '"status":"healthy"', to: '"status":"draining"' },
  'plain-guess': PARK,
};

const fixtures = await allFixtures();
const firsts = KNOWN_FORMATS.map(({ name }) => {
  const fixture = fixtures.find(({ format, expect: expected }) => format === name && expected.length > 0);
  if (!fixture) throw new Error(`${name} has no fixture`);
  return { format: name, fixture, drained: DRAINED[name] ?? PARK };
});

/** The etcd of a fixture, and its first instance. */
async function etcdOf({ keys, expect: [first] }: FormatFixture) {
  const at = await operatedEtcd(keys);
  const { service, address, port } = first ?? {};
  const place = { service, address, port } as { service: string; address: string; port: number };
  return { at, instance: () => at.instance(place), place };
}

function without(keys: ReadonlyMap<string, RawKey>, gone: Iterable<string>): Map<string, RawKey> {
  const left = new Map(keys);
  for (const key of gone) left.delete(key);
  return left;
}

describe.skipIf(withoutEtcd)('every format in a real etcd', () => {
  it('has a line here', () => {
    expect(Object.keys(DRAINED).toSorted()).toEqual(KNOWN_FORMATS.map(({ name }) => name).toSorted());
  });

  it.each(firsts.filter(({ drained }) => drained.by !== 'nothing'))(
    'is drained and restored, to the byte and on the same lease: $format',
    async ({ fixture, drained }) => {
      const { at, instance } = await etcdOf(fixture);
      await using _ = at;
      const before = await at.keys();
      const own = instance();
      const plan = await at.plan(own, { kind: 'drain' }, { expected: own.revision });
      expect(plan.revision).toBe(own.revision);
      expect(await at.keys()).toEqual(before);
      expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
      const after = await at.keys();
      expect(after).toEqual(expectedAfter(before, drained, own.nativeId, fixture));
      await at.until(() => instance().rotation === 'out');
      expect(instance().id).toBe(own.id);
      expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
      expect(await at.keys()).toEqual(after);
      expect(await at.plan(instance(), { kind: 'drain' })).toMatchObject({ order: null, writes: [] });

      const given = plan.undo ? { undo: plan.undo } : {};
      const back = await at.plan(instance(), { kind: 'restore' }, { ...given, expected: instance().revision });
      expect(await at.perform(back.order)).toEqual({ kind: 'done' });
      expect(await at.keys()).toEqual(before);
      await at.until(() => instance().rotation === 'in');
      expect(await at.plan(instance(), { kind: 'restore' })).toMatchObject({ order: null });
    },
  );

  it.each(firsts.filter(({ drained }) => drained.by !== 'nothing'))(
    'is put back by what undoes a drain, performed twice: $format',
    async ({ fixture }) => {
      const { at, instance } = await etcdOf(fixture);
      await using _ = at;
      const before = await at.keys();
      const { order, undo } = await at.plan(instance(), { kind: 'drain' });
      await at.perform(order);
      expect(await at.perform(undo)).toEqual({ kind: 'done' });
      expect(await at.perform(undo)).toEqual({ kind: 'done' });
      expect(await at.keys()).toEqual(before);
    },
  );

  it.each(firsts.filter(({ drained }) => drained.by === 'nothing'))(
    'cannot be drained, and says why: $format',
    async ({ fixture, drained }) => {
      const { at, instance } = await etcdOf(fixture);
      await using _ = at;
      const answer = await at.ask(instance(), { kind: 'drain' });
      expect(answer).toEqual({ refusal: expect.stringMatching(drained.by === 'nothing' ? drained.refusal : /-/) });
    },
  );

  it.each(firsts)('is deregistered, and nothing else with it, and put back: $format', async ({ fixture, format }) => {
    const { at, instance } = await etcdOf(fixture);
    await using _ = at;
    const before = await at.keys();
    const own = instance();
    const others = at.instances().filter(({ id }) => id !== own.id);
    const plan = await at.plan(own, { kind: 'deregister' });
    expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
    await at.until(() => at.instances().every(({ id }) => id !== own.id));
    expect(at.instances().map(({ id }) => id)).toEqual(others.map(({ id }) => id));
    const after = await at.keys();
    const isShared = format === 'apisix' || format === 'moleculer';
    const left = isShared ? before.keys() : without(before, keysOf(fixture, own.nativeId)).keys();
    expect([...after.keys()]).toEqual([...left]);
    for (const [key, { lease }] of after) expect(lease).toBe(before.get(key)?.lease);
    expect(await at.perform(plan.undo)).toEqual({ kind: 'done' });
    expect(await at.keys()).toEqual(before);
    await at.until(() => at.instances().some(({ id }) => id === own.id));
  });

  it.each(firsts.filter(({ drained }) => drained.by !== 'nothing'))(
    'is deregistered while it is drained, with all that was written for that: $format',
    async ({ fixture, format }) => {
      const { at, instance } = await etcdOf(fixture);
      await using _ = at;
      const before = await at.keys();
      const own = instance();
      await at.perform((await at.plan(own, { kind: 'drain' })).order);
      await at.until(() => instance().rotation === 'out');
      const plan = await at.plan(instance(), { kind: 'deregister' });
      expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
      await at.until(() => at.instances().every(({ id }) => id !== own.id));
      const left = format === 'apisix' ? before : without(before, keysOf(fixture, own.nativeId));
      expect([...(await at.keys()).keys()]).toEqual([...left.keys()]);
    },
  );
});

/** A server of Traefik is several keys; every other first instance is one. */
function keysOf({ format, keys }: FormatFixture, nativeId: string): readonly string[] {
  const own = format === 'traefik' ? keys.filter(({ key }) => key.includes('/servers/0/')).map(({ key }) => key) : [];
  return own.length > 0 ? own : [nativeId];
}

function expectedAfter(
  before: ReadonlyMap<string, RawKey>,
  drained: Drained,
  nativeId: string,
  fixture: FormatFixture,
): ReadonlyMap<string, RawKey> {
  const after = new Map(before);
  const raw = (key: string) => before.get(key) ?? { value: '', lease: '', bytes: Buffer.alloc(0) };
  if (drained.by === 'edit') {
    const { value, lease } = raw(nativeId);
    const edited = value.replace(drained.from, drained.to);
    expect(edited).not.toBe(value);
    after.set(nativeId, { value: edited, lease, bytes: Buffer.from(edited) });
  }
  if (drained.by === 'rule') {
    after.set(drained.key, { value: '', lease: raw(nativeId).lease, bytes: Buffer.alloc(0) });
  }
  if (drained.by === 'park') {
    for (const key of keysOf(fixture, nativeId)) {
      after.delete(key);
      after.set(PARKED_PREFIX + key, raw(key));
    }
  }
  return after;
}
