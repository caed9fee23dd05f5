import { describe, expect, it } from 'vitest';
import { actionRequestSchema } from '@/lib/api/action-schemas';
import type { ActionRequest } from '@/lib/domain/action-request';
import { acting, operator } from '../support/acting';
import { observed } from '../support/observed';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;
const viewer = { name: 'eve', role: 'viewer', scope: null, via: 'session' } as const;
const limited = {
  name: 'bob',
  role: 'operator',
  scope: { registries: [], services: ['shop*'] },
  via: 'session',
} as const;

function fleet() {
  return scriptedRegistry('r', [
    observed({ id: 'a', address: '10.0.0.1', node: 'n1', endpoints: [] }),
    observed({ id: 'b', address: '10.0.0.2', node: 'n1', endpoints: [] }),
    observed({ id: 'c', address: '10.0.0.3', node: 'n2', endpoints: [] }),
    observed({ id: 's', address: '10.0.0.1', port: 9, node: 'n2', service: 'shop', endpoints: [] }),
  ]);
}

function draining(given: Partial<ActionRequest> = {}): ActionRequest {
  return { kind: 'drain', targets: [{ registry: 'r', instance: 'a' }], reason: 'it is slow', ...given };
}

describe('targets', () => {
  it.each([
    [{ address: '10.0.0.1' }, ['a', 's']],
    [{ node: 'n1' }, ['a', 'b']],
    [{ service: 'shop' }, ['s']],
    [{ q: '10.0.0.1:8080' }, ['a']],
    [{ q: 'WEB', node: 'n2' }, ['c']],
  ])('are those that meet %j', async (filter, ids) => {
    await using test = await acting([fleet()]);
    const { targets } = await test.actions.preview(
      draining({ targets: { filter: { registry: 'r', ...filter } } }),
      operator(),
      never,
    );
    expect(targets.map(({ instance }) => instance).sort()).toEqual(ids);
  });

  it('that are not there are named', async () => {
    await using test = await acting([fleet()]);
    const asked = (targets: ActionRequest['targets']) => test.actions.preview(draining({ targets }), operator(), never);
    await expect(asked([{ registry: 'r', instance: 'nobody' }])).rejects.toMatchObject({
      code: 'unknown-instance',
      message: 'Registry "r" has no instance "nobody".',
    });
    await expect(asked([{ registry: 'x', instance: 'a' }])).rejects.toMatchObject({ code: 'unknown-registry' });
    await expect(asked({ filter: { registry: 'r', node: 'n9' } })).rejects.toMatchObject({
      code: 'unknown-instance',
      message: 'Registry "r" has no instance with node "n9".',
    });
  });
});

describe('a preview', () => {
  it('says what would be written, and what is left of every service', async () => {
    const registry = fleet();
    await using test = await acting([registry]);
    const preview = await test.actions.preview(
      draining({ targets: { filter: { registry: 'r', address: '10.0.0.1' } } }),
      operator(),
      never,
    );
    expect(preview.targets).toHaveLength(2);
    expect(preview.targets[0]).toMatchObject({ revision: '1', isAlreadySo: false, means: 'drain', isRevertible: true });
    expect(
      preview.services.map(({ service, before, after, isDangerous }) => [service, before, after, isDangerous]),
    ).toEqual(
      expect.arrayContaining([
        ['web', { instances: 3, weight: 3 }, { instances: 2, weight: 2 }, false],
        ['shop', { instances: 1, weight: 1 }, { instances: 0, weight: 0 }, true],
      ]),
    );
    expect(preview.confirm).toEqual(['shop']);
    expect(registry.performed).toEqual([]);
  });

  it('says why it cannot be done', async () => {
    const registry = fleet();
    registry.planned = { refusal: 'It would put its key back at once.' };
    await using test = await acting([registry]);
    const { targets } = await test.actions.preview(draining(), operator(), never);
    expect(targets[0]).toMatchObject({ refusal: 'It would put its key back at once.', revision: null, writes: [] });
  });
});

describe('nothing is done, and the audit knows of it,', () => {
  it('when it is refused from outside', async () => {
    const registry = fleet();
    registry.planned = { refusal: 'It would put its key back at once.' };
    await using test = await acting([registry]);
    await expect(test.actions.submit(draining(), operator(), never)).rejects.toMatchObject({
      code: 'refused',
      message: 'Nothing was done. 10.0.0.1:8080 of web: It would put its key back at once.',
    });
    expect((await test.actions.list({})).total).toBe(0);
    expect(test.audit).toMatchObject([{ outcome: 'refused', instance: 'a', actor: 'ada', source: '192.0.2.1' }]);
  });

  it('when its registry cannot be reached', async () => {
    const registry = fleet();
    registry.unreachable = 'connection refused';
    await using test = await acting([registry]);
    await expect(test.actions.submit(draining(), operator(), never)).rejects.toMatchObject({ code: 'unreachable' });
    expect((await test.actions.list({})).total).toBe(0);
    expect(test.audit).toMatchObject([
      { outcome: 'refused', instance: 'a', actor: 'ada', detail: 'Nothing was done: connection refused' },
    ]);
  });

  it.each([
    [viewer, 'Your role is viewer'],
    [null, 'Sign in'],
    [limited, 'outside your scope'],
  ])('when %j may not', async (identity, words) => {
    const registry = fleet();
    await using test = await acting([registry]);
    await expect(test.actions.submit(draining(), operator({ identity }), never)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining(words),
    });
    expect(test.audit).toMatchObject([{ outcome: 'refused', instance: 'a' }]);
    expect(registry.performed).toEqual([]);
  });

  it('when a service is endangered whose name was not typed', async () => {
    const registry = fleet();
    await using test = await acting([registry]);
    const all = draining({
      targets: [
        { registry: 'r', instance: 'a' },
        { registry: 'r', instance: 'b' },
        { registry: 'r', instance: 's' },
      ],
    });
    for (const confirm of [undefined, 'web', ['shop'], 'yes'] as const) {
      await expect(test.actions.submit({ ...all, confirm }, operator(), never)).rejects.toMatchObject({
        code: 'confirmation-required',
      });
    }
    expect(registry.performed).toEqual([]);
    const { id } = await test.actions.submit({ ...all, confirm: ['web', 'shop'] }, operator(), never);
    for (const position of [0, 1, 2]) await test.untilStep(id, 'confirmed', position);
  });

  it('when one may not take back what was done to a service of others', async () => {
    await using test = await acting([fleet()]);
    const { id } = await test.actions.submit(draining(), operator(), never);
    await test.untilStep(id, 'confirmed');
    await expect(test.actions.revert(id, operator({ identity: limited }))).rejects.toMatchObject({ code: 'forbidden' });
    expect(test.audit.at(-1)).toMatchObject({ actor: 'bob', kind: 'revert', outcome: 'refused' });
  });
});

describe('an action on 500 instances', () => {
  it('comes to its end on every one, with eight writes at a time at most', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `i${index}`);
    const registry = scriptedRegistry(
      'r',
      ids.map((id) => observed({ id, nativeId: id })),
    );
    let underWay = 0;
    let most = 0;
    registry.onPerform = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return undefined;
    };
    await using test = await acting([registry]);
    const targets = { filter: { registry: 'r', service: 'web' } };
    const { id } = await test.actions.submit(draining({ targets, confirm: 'web' }), operator(), never);
    await test.until(async () => (await test.actions.get(id)).state === 'confirmed');
    expect(registry.performed).toHaveLength(500);
    expect(most).toBe(8);
  });
});

describe('the list', () => {
  it('is newest first, in pages, and narrowed as asked', async () => {
    await using test = await acting([fleet()]);
    const ids: string[] = [];
    for (const instance of ['a', 'b', 'c']) {
      const { id } = await test.actions.submit(
        draining({ kind: 'restore', targets: [{ registry: 'r', instance }] }),
        operator(),
        never,
      );
      ids.unshift(id);
      await test.clock.advance(1_000);
    }
    const first = await test.actions.list({ limit: 2 });
    expect(first).toMatchObject({ total: 3, items: [{ id: ids[0] }, { id: ids[1] }] });
    const second = await test.actions.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ total: 3, items: [{ id: ids[2] }], nextCursor: null });
    expect((await test.actions.list({ instance: 'b' })).items.map(({ id }) => id)).toEqual([ids[1]]);
    for (const none of [
      { registry: 'x' },
      { service: 'x' },
      { state: 'failed' },
      { kind: 'drain' },
      { actor: 'bob' },
    ] as const) {
      expect((await test.actions.list(none)).total).toBe(0);
    }
    expect(
      (await test.actions.list({ registry: 'r', service: 'web', state: 'confirmed', kind: 'restore', actor: 'ada' }))
        .total,
    ).toBe(3);
    await expect(test.actions.list({ cursor: 'x' })).rejects.toMatchObject({ code: 'malformed' });
  });

  it('finds words anywhere in who, why, service, address and id, whatever their case, and takes no sign for another', async () => {
    await using test = await acting([fleet()]);
    const reason = 'ÄRGER: 100% of_it';
    const { id } = await test.actions.submit(draining({ reason }), operator(), never);
    const found = async (q: string) => (await test.actions.list({ q })).total;
    for (const q of ['ärger', '100% OF_IT', 'ADA web', id.slice(2, 9).toUpperCase(), 'ger: web']) {
      expect(await found(q), q).toBe(1);
    }
    for (const q of ['100_', 'of%it', 'ada bob', 'drain']) expect(await found(q), q).toBe(0);
  });
});

describe('a request', () => {
  const targets = [{ registry: 'r', instance: 'a' }];
  const register = { registry: 'r', service: 's', address: '10.0.0.9', port: 80 };

  it.each([
    [{ kind: 'drain', targets, reason: 'x', revertAfterSeconds: 604_800 }],
    [{ kind: 'restore', targets: { filter: { registry: 'r', q: 'x' } }, reason: 'x' }],
    [{ kind: 'set-weight', targets, reason: 'x', weight: 0 }],
    [{ kind: 'register', register, reason: 'x' }],
    [{ kind: 'deregister', targets, reason: 'x', expect: { a: '1' }, confirm: ['s'] }],
  ])('may be %j', (given) => {
    expect(actionRequestSchema.safeParse(given).success).toBe(true);
  });

  it.each([
    [{ kind: 'drain', targets: [], reason: 'x' }, 'targets'],
    [{ kind: 'drain', targets }, 'reason'],
    [{ kind: 'drain', targets, reason: '  ' }, 'reason'],
    [{ kind: 'drain', targets, reason: 'x'.repeat(501) }, 'reason'],
    [{ kind: 'drain', targets, reason: 'x', revertAfterSeconds: 0 }, 'revertAfterSeconds'],
    [{ kind: 'drain', targets, reason: 'x', revertAfterSeconds: 604_801 }, 'revertAfterSeconds'],
    [{ kind: 'restore', targets, reason: 'x', revertAfterSeconds: 5 }, 'revertAfterSeconds'],
    [{ kind: 'drain', targets, reason: 'x', weight: 5 }, 'weight'],
    [{ kind: 'set-weight', targets, reason: 'x' }, 'weight'],
    [{ kind: 'set-weight', targets, reason: 'x', weight: 1.5 }, 'weight'],
    [{ kind: 'drain', targets: { filter: { registry: 'r' } }, reason: 'x' }, 'targets'],
    [{ kind: 'drain', targets: Array.from({ length: 501 }, () => targets[0]), reason: 'x' }, 'targets'],
    [{ kind: 'register', reason: 'x' }, 'register'],
    [{ kind: 'register', register, targets, reason: 'x' }, 'targets'],
    [{ kind: 'drain', register, targets, reason: 'x' }, 'register'],
    [{ kind: 'dance', targets, reason: 'x' }, 'kind'],
  ])('may not be %j: %s', (given, path) => {
    const { error } = actionRequestSchema.safeParse(given);
    expect(error?.issues.map((issue) => issue.path[0])).toContain(path);
  });
});
