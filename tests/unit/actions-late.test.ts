import { describe, expect, it } from 'vitest';
import type { ActionRequest } from '@/lib/domain/action-request';
import { type Acting, acting, operator } from '../support/acting';
import { observed } from '../support/observed';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;

function three() {
  return scriptedRegistry(
    'r',
    ['a', 'b', 'c'].map((id) => observed({ id, nativeId: id })),
  );
}

function asking(kind: ActionRequest['kind'], given: Partial<ActionRequest> = {}): ActionRequest {
  return { kind, targets: [{ registry: 'r', instance: 'a' }], reason: 'it is slow', ...given };
}

/** Acts on `a` until that is confirmed. */
async function confirmed(test: Acting, kind: ActionRequest['kind'], given: Partial<ActionRequest> = {}) {
  const { id } = await test.actions.submit(asking(kind, given), operator(), never);
  await test.untilStep(id, 'confirmed');
  return id;
}

const step = async (test: Acting, id: string) => (await test.actions.get(id)).steps[0];

describe('an instance that comes back after it was confirmed that it had gone', () => {
  it.each(['deregister', 'drain'] as const)('is told with its time, and the %s stays confirmed', async (kind) => {
    const registry = three();
    await using test = await acting([registry]);
    const id = await confirmed(test, kind);
    await test.clock.advance(82_000);
    registry.put(observed({ id: 'a', nativeId: 'a' }));
    const told = await test.until(async () => {
      const now = await step(test, id);
      return now?.returnedAfterSeconds !== undefined && now;
    });
    expect(told).toMatchObject({
      state: 'confirmed',
      detail: expect.stringMatching(/^It came back after 8\d(\.\d)? s, and not by Rollcall\.$/),
    });
    expect(told.returnedAfterSeconds).toBeGreaterThanOrEqual(82);
    expect(told.returnedAfterSeconds).toBeLessThan(84);
    expect((await test.actions.get(id)).isRevertible).toBe(false);
    expect(test.audit.at(-1)).toMatchObject({
      action: id,
      kind,
      outcome: 'failed',
      instance: 'a',
      detail: expect.stringContaining('returned: It came back after 8'),
    });
    await test.until(() => test.feed.actions()[0]?.steps[0]?.returnedAfterSeconds !== undefined);
  });

  it('is told of once, whatever it does then', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const id = await confirmed(test, 'deregister');
    registry.put(observed({ id: 'a', nativeId: 'a' }));
    await test.until(async () => (await step(test, id))?.returnedAfterSeconds !== undefined);
    const records = test.audit.length;
    registry.remove('a');
    registry.put(observed({ id: 'a', nativeId: 'a' }));
    await test.clock.advance(60_000);
    expect(test.audit).toHaveLength(records);
  });

  it('is told of after a restart too, also where it came back meanwhile', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const id = await confirmed(test, 'deregister');
    await test.restart(30_000);
    expect((await step(test, id))?.returnedAfterSeconds).toBeUndefined();
    registry.put(observed({ id: 'a', nativeId: 'a' }));
    await test.restart(30_000);
    await test.until(async () => ((await step(test, id))?.returnedAfterSeconds ?? 0) >= 30);
    expect(registry.performed).toHaveLength(1);
  });

  it('is no longer news after a quarter of an hour', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const id = await confirmed(test, 'deregister');
    await test.clock.advance(901_000);
    const records = test.audit.length;
    registry.put(observed({ id: 'a', nativeId: 'a' }));
    await test.clock.advance(10_000);
    expect((await step(test, id))?.returnedAfterSeconds).toBeUndefined();
    expect(test.audit).toHaveLength(records);
  });

  it('is not held against who took it back', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const id = await confirmed(test, 'deregister');
    await test.actions.revert(id, operator());
    await test.untilStep(id, 'reverted');
    await test.clock.advance(10_000);
    expect(await step(test, id)).toMatchObject({ state: 'reverted' });
    expect((await step(test, id))?.returnedAfterSeconds).toBeUndefined();
  });

  it('is known for the work of another process', async () => {
    const registry = three();
    await using first = await acting([registry], { replica: 'one' });
    const id = await confirmed(first, 'drain');
    const others = scriptedRegistry('r', [observed({ id: 'a', nativeId: 'a', rotation: 'out' })]);
    others.onPerform = async ({ do: deed }) => {
      if (deed === 'restore') registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'in' }));
      return undefined;
    };
    await using second = await acting([others], { replica: 'two', shared: first.folder, clock: first.clock });
    const restore = await second.actions.submit(asking('restore'), operator(), never);
    await first.until(async () => (await step(first, id))?.detail);
    expect(await step(first, id)).toMatchObject({
      state: 'confirmed',
      detail: expect.stringMatching(new RegExp(`^Restored at .* by action ${restore.id}\\.$`)),
    });
    expect((await step(first, id))?.returnedAfterSeconds).toBeUndefined();
  });
});

describe('a drain that stands', () => {
  it('is no longer waited for once its instance has been gone for a day', async () => {
    const registry = three();
    await using test = await acting([registry]);
    const id = await confirmed(test, 'drain');
    registry.remove('a');
    await test.until(() => !test.feed.upstream('r')?.catalog.instances.has('a'));
    await test.clock.advance(60_000);
    expect((await test.actions.get(id)).isRevertible).toBe(true);
    registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'out' }));
    await test.until(() => test.feed.upstream('r')?.catalog.instances.has('a'));
    registry.remove('a');
    await test.until(() => !test.feed.upstream('r')?.catalog.instances.has('a'));
    test.clock.jump(86_400_000);
    await test.until(async () => !(await test.actions.get(id)).isRevertible);
    expect(await test.actions.get(id)).toMatchObject({
      isRevertible: false,
      steps: [{ state: 'confirmed', detail: 'It has been gone for a day: there is nothing left to restore.' }],
    });
    expect(registry.performed).toHaveLength(1);
  });
});
