import { describe, expect, it } from 'vitest';
import type { ActionRequest } from '@/lib/domain/action-request';
import { RegistryError } from '@/lib/domain/errors';
import { acting, operator } from '../support/acting';
import { observed } from '../support/observed';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;

function three() {
  return scriptedRegistry(
    'r',
    ['a', 'b', 'c'].map((id) => observed({ id, nativeId: id })),
  );
}

function asking(kind: ActionRequest['kind'], instance = 'a', given: Partial<ActionRequest> = {}): ActionRequest {
  return { kind, targets: [{ registry: 'r', instance }], reason: 'it is slow', ...given };
}

describe('a drain', () => {
  it('is answered as planned, sent once written, and confirmed once the watch shows it', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const action = await test.actions.submit(asking('drain'), operator(), never);
    expect(action).toMatchObject({ kind: 'drain', actor: 'ada', state: 'planned', isRevertible: true, revertAt: null });
    await test.untilStep(action.id, 'confirmed');
    expect(registry.performed.map(({ order }) => order)).toEqual([{ do: 'drain', id: 'a' }]);
    expect(test.feed.upstream('r')?.catalog.instances.get('a')?.rotation).toBe('out');
    expect(test.audit.map(({ outcome, kind, instance }) => [outcome, kind, instance])).toEqual([
      ['attempted', 'drain', 'a'],
      ['done', 'drain', 'a'],
    ]);
  });

  it('marks its own change, and no other', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await test.untilStep(id, 'confirmed');
    registry.put(observed({ id: 'b', nativeId: 'b', rotation: 'out' }));
    registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'out', version: '2' }));
    const changes = await test.until(() => {
      const seen = [...test.feed.changes()].filter(({ instance }) => instance !== null);
      return seen.length === 3 && seen;
    });
    expect(changes.map(({ instance, origin, action }) => [instance, origin, action]).reverse()).toEqual([
      ['a', 'rollcall', id],
      ['b', 'elsewhere', undefined],
      ['a', 'elsewhere', undefined],
    ]);
  });

  it('stays sent for the return window', async () => {
    const registry = three();
    registry.planned = { returnWindowSeconds: 35 };
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    const sent = await test.untilStep(id, 'sent');
    const confirmed = await test.untilStep(id, 'confirmed');
    expect(Date.parse(confirmed.since) - Date.parse(sent.since)).toBeGreaterThanOrEqual(35_000);
    expect(Date.parse(confirmed.since) - Date.parse(sent.since)).toBeLessThan(37_000);
  });

  it('is returned when the instance comes back inside the window, and clears away what was put aside', async () => {
    const registry = three();
    registry.planned = { returnWindowSeconds: 35 };
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.startsWith('Done'));
    await test.clock.advance(7_000);
    registry.put(observed({ id: 'a', nativeId: 'a' }));
    const step = await test.untilStep(id, 'returned');
    expect(step.returnedAfterSeconds).toBeGreaterThanOrEqual(7);
    expect(step.returnedAfterSeconds).toBeLessThan(9);
    expect(registry.performed.at(-1)?.order).toEqual({ do: 'clear', id: 'a' });
    expect((await test.actions.get(id)).isRevertible).toBe(false);
    expect(test.audit.at(-1)).toMatchObject({ outcome: 'failed', instance: 'a' });
  });

  it('is seen to return even where that was faster than the answer to the write', async () => {
    const registry = three();
    registry.planned = { returnWindowSeconds: 5 };
    const { promise, resolve } = Promise.withResolvers<undefined>();
    registry.onPerform = async ({ do: deed }) => {
      if (deed !== 'drain') return undefined;
      registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'out' }));
      registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'in' }));
      await promise;
      return { kind: 'done' };
    };
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await test.until(() => [...test.feed.changes()].filter(({ kind }) => kind === 'rotation-changed').length === 2);
    resolve(undefined);
    await test.untilStep(id, 'returned');
  });

  it('that stands is cleared away after somebody else, and stays confirmed', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await test.untilStep(id, 'confirmed');
    registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'in' }));
    await test.until(async () => !(await test.actions.get(id)).isRevertible);
    expect(registry.performed.at(-1)?.order).toEqual({ do: 'clear', id: 'a' });
    expect((await test.actions.get(id)).steps[0]).toMatchObject({ state: 'confirmed' });
  });

  it('fails when the watch does not show it within 15 s', async () => {
    const registry = three();
    registry.showsWrites = false;
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    const sent = await test.untilStep(id, 'sent');
    const failed = await test.untilStep(id, 'failed');
    expect(failed.detail).toBe("Written, but the registry's watch did not show it within 15 s.");
    expect(Date.parse(failed.since) - Date.parse(sent.since)).toBeGreaterThanOrEqual(15_000);
    expect(Date.parse(failed.since) - Date.parse(sent.since)).toBeLessThan(17_000);
    expect((await test.actions.get(id)).isRevertible).toBe(true);
  });

  it('waits for a registry that went away between the write and the watch', async () => {
    const registry = three();
    registry.showsWrites = false;
    await using test = await acting([registry]);
    registry.onPerform = async () => void registry.stale();
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.includes('is waited for'));
    await test.clock.advance(120_000);
    expect((await test.actions.get(id)).state).toBe('sent');
    registry.showsWrites = true;
    registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'out' }));
    registry.live();
    expect((await test.untilStep(id, 'confirmed')).detail).toBeUndefined();
    expect(registry.performed).toHaveLength(1);
  });
});

describe('a registry that cannot be reached', () => {
  it('is tried again until it can be', async () => {
    const registry = three();
    let tries = 0;
    registry.onPerform = async () => {
      tries += 1;
      if (tries < 4) throw new RegistryError('unreachable', 'connection refused');
      return undefined;
    };
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.includes('connection refused'));
    expect((await test.actions.get(id)).state).toBe('planned');
    expect((await test.untilStep(id, 'confirmed')).detail).toBeUndefined();
    expect(tries).toBe(4);
  });

  it('is given up after a minute', async () => {
    const registry = three();
    registry.onPerform = () => Promise.reject(new RegistryError('unreachable', 'connection refused'));
    await using test = await acting([registry]);
    const { id, at } = await test.actions.submit(asking('drain'), operator(), never);
    const failed = await test.untilStep(id, 'failed');
    expect(failed.detail).toBe('Nothing is known to be written: connection refused.');
    expect(Date.parse(failed.since) - Date.parse(at)).toBeGreaterThanOrEqual(60_000);
    // The clock of the test goes on while a busy machine's database answers.
    expect(Date.parse(failed.since) - Date.parse(at)).toBeLessThan(120_000);
  });

  it('is not tried again when it says no', async () => {
    const registry = three();
    registry.onPerform = () => Promise.reject(new RegistryError('permission-denied', 'not with this token'));
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    expect((await test.untilStep(id, 'failed')).detail).toBe('Nothing was written: not with this token.');
    expect(registry.performed).toHaveLength(1);
  });

  it('that does not answer counts as such after 5 s', async () => {
    const registry = three();
    let tries = 0;
    registry.onPerform = () => {
      tries += 1;
      return tries === 1 ? new Promise(() => undefined) : Promise.resolve(undefined);
    };
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    await test.untilStep(id, 'confirmed');
  });
});

describe('other kinds', () => {
  it.each([
    ['deregister', {}, undefined],
    ['set-weight', { weight: 7 }, { weight: 7 }],
  ] as const)('%s is confirmed by the watch and can be taken back', async (kind, given, shown) => {
    const registry = three();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking(kind, 'a', given), operator(), never);
    await test.untilStep(id, 'confirmed');
    const instance = test.feed.upstream('r')?.catalog.instances.get('a');
    if (shown) expect(instance).toMatchObject(shown);
    else expect(instance).toBeUndefined();
    await test.actions.revert(id, operator());
    await test.untilStep(id, 'reverted');
    expect(test.feed.upstream('r')?.catalog.instances.get('a')).toMatchObject({ weight: 1 });
    expect([...test.feed.changes()].filter(({ origin }) => origin === 'rollcall').map(({ action }) => action)).toEqual([
      id,
      id,
    ]);
  });

  it('that are so already are confirmed at once, and write nothing', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const action = await test.actions.submit(asking('restore'), operator(), never);
    expect(action).toMatchObject({
      state: 'confirmed',
      isRevertible: false,
      steps: [{ detail: 'It was so already.' }],
    });
    expect(registry.performed).toEqual([]);
  });
});

describe('somebody else', () => {
  it('who changed what was shown makes the step conflicted, and nothing is written', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain', 'a', { expect: { a: '99' } }), operator(), never);
    const step = (await test.actions.get(id)).steps[0];
    expect(step).toMatchObject({ state: 'conflicted' });
    expect(step?.detail).toContain('its revision was 99 and is 1 now');
    expect(registry.performed).toEqual([]);
  });

  it('who writes between the plan and the write makes it conflicted', async () => {
    const registry = three();
    registry.onPerform = async () => ({ kind: 'conflict', detail: 'Somebody else wrote the key.' });
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(asking('drain'), operator(), never);
    expect((await test.untilStep(id, 'conflicted')).detail).toBe('Somebody else wrote the key.');
  });

  it('who acts on the same instance is told which action is at work there', async () => {
    const registry = three();
    registry.planned = { returnWindowSeconds: 35 };
    await using test = await acting([registry]);
    const [first, second] = await Promise.allSettled([
      test.actions.submit(asking('drain'), operator(), never),
      test.actions.submit(asking('deregister'), operator(), never),
    ]);
    const done = first.status === 'fulfilled' ? first : second;
    const refused = first.status === 'rejected' ? first : second;
    if (done.status !== 'fulfilled' || refused.status !== 'rejected') throw new Error('both or none were done');
    expect(refused.reason).toMatchObject({ code: 'conflict' });
    expect(refused.reason.message).toContain(done.value.id);
    expect((await test.actions.list({})).total).toBe(1);
  });
});
