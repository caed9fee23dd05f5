import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actionRequestSchema } from '@/lib/api/action-schemas';
import type { ActionRequest } from '@/lib/domain/action-request';
import { RegistryError } from '@/lib/domain/errors';
import { acting, operator } from '../support/acting';
import { manualClock } from '../support/manual-clock';
import { observed } from '../support/observed';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;

function fleet(ids: readonly string[] = ['a', 'b', 'c'], registry = 'r') {
  return scriptedRegistry(
    registry,
    ids.map((id) => observed({ id, nativeId: id })),
  );
}

function asking(kind: ActionRequest['kind'], given: Partial<ActionRequest> = {}): ActionRequest {
  return { kind, targets: [{ registry: 'r', instance: 'a' }], reason: 'it is slow', ...given };
}

describe('a registry that is no longer configured', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-removed-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps the drains that stand there, and nobody busy', async () => {
    const clock = manualClock();
    const drained = await (async () => {
      await using test = await acting([fleet()], { shared: folder, clock });
      const { id } = await test.actions.submit(asking('drain'), operator(), never);
      await test.untilStep(id, 'confirmed');
      return id;
    })();
    await using test = await acting([], { shared: folder, clock });
    await test.clock.advance(60_000);
    expect(await test.actions.get(drained)).toMatchObject({ state: 'confirmed', isRevertible: true });
    await test.actions.revert(drained, operator());
    await test.untilStep(drained, 'failed');
    const { steps } = await test.until(async () => {
      const action = await test.actions.get(drained);
      return action.isRevertible && action;
    });
    expect(steps[0]?.detail).toBe('Not taken back: registry "r" is no longer configured.');
  });

  it('fails what was under way there, and the audit has its end', async () => {
    const clock = manualClock();
    const begun = await (async () => {
      const registry = fleet();
      registry.onPerform = () => Promise.reject(new RegistryError('unreachable', 'connection refused'));
      await using test = await acting([registry], { shared: folder, clock });
      const { id } = await test.actions.submit(asking('drain', { revertAfterSeconds: 600 }), operator(), never);
      await test.until(() => registry.performed.length > 0);
      return id;
    })();
    await using test = await acting([], { shared: folder, clock });
    expect((await test.untilStep(begun, 'failed')).detail).toContain('no longer configured');
    expect(test.audit).toMatchObject([{ action: begun, kind: 'drain', outcome: 'failed' }]);
  });
});

describe('a database that fails', () => {
  it('makes nobody believe that what may be written was not', async () => {
    const registry = fleet(['a', 'b', 'c', 'd', 'e']);
    let isLost = false;
    registry.onPerform = async ({ do: deed, id }) => {
      if (deed !== 'drain' || id !== 'b' || isLost) return undefined;
      isLost = true;
      registry.put(observed({ id: 'b', nativeId: 'b', rotation: 'out' }));
      // Its answer never comes.
      return new Promise(() => undefined);
    };
    await using test = await acting([registry]);
    const push = test.audit.push.bind(test.audit);
    let hasFailed = false;
    test.audit.push = (...records) => {
      if (!hasFailed && records[0]?.kind === 'revert') {
        hasFailed = true;
        throw new Error('the database is away');
      }
      return push(...records);
    };
    const targets = ['a', 'b'].map((instance) => ({ registry: 'r', instance }));
    const { id } = await test.actions.submit(asking('drain', { targets }), operator(), never);
    await test.until(async () => isLost && (await test.actions.get(id)).steps[0]?.state === 'confirmed');
    await test.actions.revert(id, operator());
    await test.until(async () => (await test.actions.get(id)).steps.every(({ state }) => state === 'reverted'));
    expect(hasFailed).toBe(true);
    const { instances } = test.feed.upstream('r')?.catalog ?? { instances: new Map() };
    for (const instance of ['a', 'b']) expect(instances.get(instance)).toMatchObject({ rotation: 'in' });
  });
});

describe('two processes', () => {
  it('hear of every revert, also of a second one after the first failed', async () => {
    const registry = fleet();
    await using first = await acting([registry], { replica: 'one' });
    await using second = await acting([fleet()], { replica: 'two', shared: first.folder, clock: first.clock });
    const { id } = await first.actions.submit(asking('drain'), operator(), never);
    await first.untilStep(id, 'confirmed');
    registry.onPerform = () => Promise.reject(new RegistryError('permission-denied', 'not with this token'));
    await second.actions.revert(id, operator());
    await first.untilStep(id, 'failed');
    await first.until(async () => (await second.actions.get(id)).isRevertible);
    registry.onPerform = async () => undefined;
    await second.actions.revert(id, operator());
    await first.untilStep(id, 'reverted');
  });
});

describe('an agent that died', () => {
  it('does not lock its instance while a revert waits for it', async () => {
    const registry = fleet();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain', { revertAfterSeconds: 30 }), operator(), never);
    await test.untilStep(id, 'confirmed');
    registry.onPerform = async ({ do: deed }) => {
      if (deed === 'restore') throw new RegistryError('unreachable', 'The agent is not reached.');
      return undefined;
    };
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.includes('not reached'));
    const detail = (await test.actions.get(id)).steps[0]?.detail;
    expect(detail).toBe('Not taken back yet, and tried again: The agent is not reached.');
    const removal = await test.until(() =>
      test.actions.submit(asking('deregister'), operator(), never).catch(() => undefined),
    );
    await test.untilStep(removal.id, 'confirmed');
    await test.until(async () => !(await test.actions.get(id)).isRevertible);
    expect((await test.actions.get(id)).steps[0]).toMatchObject({ state: 'confirmed' });
  });

  it('holds up nothing of another registry', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `i${index}`);
    const [away, near] = [fleet(ids), fleet(['a', 'b', 'c'], 'near')];
    away.onPerform = () => new Promise(() => undefined);
    await using test = await acting([away, near]);
    const all = { targets: { filter: { registry: 'r', service: 'web' } }, confirm: 'web' };
    await test.actions.submit(asking('drain', all), operator(), never);
    await test.until(() => away.performed.length === 8);
    const near1 = asking('drain', { targets: [{ registry: 'near', instance: 'a' }] });
    const { id, at } = await test.actions.submit(near1, operator(), never);
    const step = await test.untilStep(id, 'confirmed');
    expect(Date.parse(step.since) - Date.parse(at)).toBeLessThan(5_000);
  });
});

describe('the audit', () => {
  it('has the end of what was so already, and of what is not as it was shown', async () => {
    await using test = await acting([fleet()]);
    await test.actions.submit(asking('restore'), operator(), never);
    await test.actions.submit(asking('drain', { expect: { a: '99' } }), operator(), never);
    expect(test.audit.map(({ kind, outcome, detail }) => [kind, outcome, detail?.split(':')[0]])).toEqual([
      ['restore', 'attempted', undefined],
      ['restore', 'done', 'confirmed'],
      ['drain', 'attempted', undefined],
      ['drain', 'failed', 'conflicted'],
    ]);
  });

  it('knows who was refused because another action is at work', async () => {
    const registry = fleet();
    registry.planned = { returnWindowSeconds: 35 };
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await expect(test.actions.submit(asking('deregister'), operator(), never)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(test.audit.find(({ kind }) => kind === 'deregister')).toMatchObject({
      outcome: 'refused',
      instance: 'a',
      detail: expect.stringContaining(id),
    });
  });

  it('is written at once for all targets', async () => {
    await using test = await acting([fleet()]);
    const all = { targets: { filter: { registry: 'r', service: 'web' } }, confirm: 'web' };
    await test.actions.submit(asking('drain', all), operator(), never);
    expect(test.batches[0]).toBe(3);
  });
});

describe('what an operator was shown', () => {
  it('is compared for an instance of any name', async () => {
    await using test = await acting([fleet(['constructor', 'b', 'c'])]);
    const targets = [{ registry: 'r', instance: 'constructor' }];
    const { id } = await test.actions.submit(asking('drain', { targets, expect: {} }), operator(), never);
    await test.untilStep(id, 'confirmed');
  });
});

describe('a change of somebody else', () => {
  it('is not taken for an action whose revert had nothing to change', async () => {
    const registry = fleet();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('set-weight', { weight: 7 }), operator(), never);
    await test.untilStep(id, 'confirmed');
    registry.put(observed({ id: 'a', nativeId: 'a', weight: 1 }));
    await test.until(() => test.feed.upstream('r')?.catalog.instances.get('a')?.weight === 1);
    await test.actions.revert(id, operator());
    await test.untilStep(id, 'reverted');
    for (const weight of [9, 1]) registry.put(observed({ id: 'a', nativeId: 'a', weight }));
    const changes = await test.until(() => {
      const seen = [...test.feed.changes()].filter(({ instance }) => instance === 'a');
      return seen.length >= 4 && seen;
    });
    expect(changes.slice(0, 2).map(({ origin }) => origin)).toEqual(['elsewhere', 'elsewhere']);
  });
});

describe('a preview', () => {
  it('says that a drain which stands has a timer', async () => {
    await using test = await acting([fleet()]);
    const drain = await test.actions.submit(asking('drain', { revertAfterSeconds: 600 }), operator(), never);
    await test.untilStep(drain.id, 'confirmed');
    const { targets } = await test.actions.preview(asking('drain'), operator(), never);
    const words = `It was drained by ada until ${drain.revertAt} (action ${drain.id}); that timer still runs.`;
    expect(targets[0]).toMatchObject({ isAlreadySo: true, warnings: [words] });
    const again = await test.actions.submit(asking('drain'), operator(), never);
    expect(again.steps[0]).toMatchObject({ state: 'confirmed', detail: `It was so already. ${words}` });
    const others = await test.actions.preview(asking('restore'), operator(), never);
    expect(others.targets[0]?.warnings).toEqual([]);
  });

  it('of a registration says what share the new instance gets', async () => {
    const registry = fleet();
    const planned = { ...(await planOf(registry)), instance: 'new', fate: { kind: 'sticks', until: 'x' } as const };
    vi.spyOn(operationsOf(registry), 'planRegistration').mockResolvedValue(planned);
    await using test = await acting([registry]);
    const asked = async (service: string) => {
      const register = { registry: 'r', service, address: '10.0.0.9', port: 80, weight: 3 };
      return test.actions.preview({ kind: 'register', targets: [], register, reason: 'by hand' }, operator(), never);
    };
    const [impact] = (await asked('web')).services;
    expect(impact).toMatchObject({
      before: { instances: 3, weight: 3 },
      after: { instances: 4, weight: 6 },
      isDangerous: false,
      warnings: [],
    });
    expect(impact?.shares.find(({ instance }) => instance === 'new')).toEqual({
      instance: 'new',
      before: 0,
      after: 0.5,
    });
    expect((await asked('brand-new')).services).toMatchObject([
      { service: 'brand-new', before: { instances: 0 }, after: { instances: 1 }, shares: [{ before: 0, after: 1 }] },
    ]);
  });

  it.each([
    ['all of a node', 'drain', { node: 'n1' }, null, true],
    ['all of a node', 'restore', { node: 'n1' }, null, true],
    ['an operator of some registries', 'drain', { node: 'n1' }, { registries: ['r'], services: [] }, true],
    ['an operator of some services', 'drain', { node: 'n1' }, { registries: [], services: ['web'] }, false],
    ['one service of a node', 'drain', { node: 'n1', service: 'web' }, null, false],
    ['an address', 'drain', { address: '10.0.0.1' }, null, false],
    ['a removal', 'deregister', { node: 'n1' }, null, false],
  ] as const)('tells the registry whether it is a whole host: %s, %s', async (_, kind, filter, scope, isWhole) => {
    const registry = scriptedRegistry('r', [observed({ id: 'a', node: 'n1' }), observed({ id: 'b', node: 'n1' })]);
    registry.planned = { writes: [{ what: 'PUT maintenance' }] };
    const plan = vi.spyOn(operationsOf(registry), 'plan');
    await using test = await acting([registry]);
    const identity = { name: 'bob', role: 'operator', scope, via: 'session' } as const;
    const { targets } = await test.actions.preview(
      asking(kind, { targets: { filter: { registry: 'r', ...filter } } }),
      operator({ identity }),
      never,
    );
    expect(plan.mock.calls.map(([, , context]) => context.isWholeHost)).toEqual([isWhole, isWhole]);
    expect(targets.flatMap(({ writes }) => writes)).toEqual([{ what: 'PUT maintenance' }]);
  });
});

describe('a request with odd text', () => {
  const drain = { kind: 'drain', targets: [{ registry: 'r', instance: 'a' }], reason: 'x' };

  it.each([
    [{ ...drain, reason: 'a\0b' }],
    [{ ...drain, targets: [{ registry: 'r', instance: 'a\0' }] }],
    [{ ...drain, targets: { filter: { registry: 'r', q: '\0' } } }],
    [{ ...drain, expect: [] }],
    [{ ...drain, expect: { a: 1 } }],
    [{ ...drain, confirm: { web: true } }],
    [{ ...drain, targets: 'a' }],
    [{ ...drain, extra: 1 }],
    [null],
    [[]],
  ])('is malformed: %j', (given) => {
    expect(actionRequestSchema.safeParse(given).success).toBe(false);
  });

  it('keeps words of every language as they are', async () => {
    await using test = await acting([fleet()]);
    const reason = '这台太慢了 🐌 «très lente» \u202e';
    const { id } = await test.actions.submit(asking('drain', { reason }), operator(), never);
    expect((await test.actions.get(id)).reason).toBe(reason);
    await test.restart();
    expect((await test.actions.get(id)).reason).toBe(reason);
  });
});

function operationsOf(registry: ReturnType<typeof fleet>) {
  if (!registry.operations) throw new Error('nothing can be done to it');
  return registry.operations;
}

async function planOf(registry: ReturnType<typeof fleet>) {
  const instance = { ...observed({ id: 'a' }), registry: 'r', since: '', flapping: false } as never;
  const plan = await operationsOf(registry).plan(instance, { kind: 'drain' }, {}, never);
  if (!('means' in plan)) throw new Error('no plan');
  return plan;
}
