import { describe, expect, it } from 'vitest';
import type { ActionRequest } from '@/lib/domain/action-request';
import { RegistryError } from '@/lib/domain/errors';
import { acting, operator } from '../support/acting';
import { observed } from '../support/observed';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;

function five() {
  return scriptedRegistry(
    'r',
    ['a', 'b', 'c', 'd', 'e'].map((id) => observed({ id, nativeId: id })),
  );
}

function draining(given: Partial<ActionRequest> = {}): ActionRequest {
  return { kind: 'drain', targets: [{ registry: 'r', instance: 'a' }], reason: 'it is slow', ...given };
}

function deeds(registry: ReturnType<typeof five>): unknown[] {
  return registry.performed.map(({ order }) => order.do);
}

describe('to take back', () => {
  it('a drain restores it, and is reverted once the watch shows it', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(draining(), operator(), never);
    await test.untilStep(id, 'confirmed');
    const asked = await test.actions.revert(
      id,
      operator({ identity: { name: 'bob', role: 'operator', scope: null, via: 'session' } }),
    );
    expect(asked.isRevertible).toBe(false);
    await test.untilStep(id, 'reverted');
    expect(deeds(registry)).toEqual(['drain', 'restore']);
    const own = [...test.feed.changes()].filter(({ origin }) => origin === 'rollcall');
    expect(own.map(({ to, action }) => [to, action])).toEqual([
      ['in', id],
      ['out', id],
    ]);
    expect(test.audit.map(({ actor, kind, outcome }) => [actor, kind, outcome])).toEqual([
      ['ada', 'drain', 'attempted'],
      ['ada', 'drain', 'done'],
      ['bob', 'revert', 'attempted'],
      ['bob', 'revert', 'done'],
    ]);
    await expect(test.actions.revert(id, operator())).rejects.toMatchObject({ code: 'conflict' });
  });

  it('happens by itself when its time has come', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const action = await test.actions.submit(draining({ revertAfterSeconds: 60 }), operator(), never);
    expect(Date.parse(action.revertAt ?? '') - Date.parse(action.at)).toBe(60_000);
    const step = await test.untilStep(action.id, 'reverted');
    expect(Date.parse(step.since) - Date.parse(action.at)).toBeGreaterThanOrEqual(60_000);
    expect(Date.parse(step.since) - Date.parse(action.at)).toBeLessThan(62_000);
    expect(deeds(registry)).toEqual(['drain', 'restore']);
    expect(test.audit.at(-1)).toMatchObject({ actor: 'rollcall', source: '', kind: 'revert', outcome: 'done' });
  });

  it('an action inside its return window does not wait for the end of that', async () => {
    const registry = five();
    registry.planned = { returnWindowSeconds: 50 };
    await using test = await acting([registry]);
    const { id, at } = await test.actions.submit(draining(), operator(), never);
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.startsWith('Done'));
    await test.actions.revert(id, operator());
    const step = await test.untilStep(id, 'reverted');
    expect(Date.parse(step.since) - Date.parse(at)).toBeLessThan(20_000);
  });

  it('what was not begun writes nothing at all', async () => {
    const registry = five();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    registry.onPerform = () => promise;
    await using test = await acting([registry]);
    const many = Array.from({ length: 12 }, (_, index) =>
      observed({ id: `x${index}`, nativeId: `x${index}`, service: 'many' }),
    );
    for (const instance of many) registry.put(instance);
    await test.until(() => test.feed.upstream('r')?.catalog.services.get('many')?.instances.size === 12);
    const { id } = await test.actions.submit(
      draining({ targets: { filter: { registry: 'r', service: 'many' } }, confirm: 'many' }),
      operator(),
      never,
    );
    await test.until(() => registry.performed.length === 8);
    await test.actions.revert(id, operator());
    resolve(undefined);
    await test.until(async () => (await test.actions.get(id)).state === 'reverted');
    expect(deeds(registry).filter((deed) => deed === 'drain')).toHaveLength(8);
    expect(deeds(registry).filter((deed) => deed === 'restore')).toHaveLength(8);
  });

  it('keeps trying for as long as the registry is away', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(draining({ revertAfterSeconds: 30 }), operator(), never);
    await test.untilStep(id, 'confirmed');
    registry.onPerform = () => Promise.reject(new RegistryError('unreachable', 'connection refused'));
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.includes('connection refused'));
    await test.clock.advance(600_000);
    registry.onPerform = async () => undefined;
    await test.untilStep(id, 'reverted');
  });

  it('says so when somebody wrote since', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(draining(), operator(), never);
    await test.untilStep(id, 'confirmed');
    registry.onPerform = async () => ({ kind: 'conflict', detail: 'The key was written since.' });
    await test.actions.revert(id, operator());
    expect((await test.untilStep(id, 'conflicted')).detail).toBe('Not taken back: The key was written since.');
  });

  it('claims nothing of an instance that has gone meanwhile', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(draining({ revertAfterSeconds: 30 }), operator(), never);
    await test.untilStep(id, 'confirmed');
    registry.remove('a');
    await test.until(async () => !(await test.actions.get(id)).isRevertible);
    expect((await test.actions.get(id)).steps[0]).toMatchObject({
      state: 'confirmed',
      detail: 'Gone meanwhile: there was nothing to take back.',
    });
    expect(deeds(registry)).toEqual(['drain']);
  });
});

describe('a restore', () => {
  it('takes back the drain that stands, and the timer of that drain has nothing left to do', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const drain = await test.actions.submit(draining({ revertAfterSeconds: 60 }), operator(), never);
    await test.untilStep(drain.id, 'confirmed');
    const restore = await test.actions.submit(draining({ kind: 'restore' }), operator(), never);
    await test.untilStep(restore.id, 'confirmed');
    await test.until(async () => (await test.actions.get(drain.id)).revertAt === null);
    expect((await test.actions.get(drain.id)).steps[0]).toMatchObject({
      state: 'confirmed',
      detail: expect.stringContaining(`by action ${restore.id}`),
    });
    await test.clock.advance(120_000);
    expect(deeds(registry)).toEqual(['drain', 'restore']);
  });
});

describe('after a restart', () => {
  it('what was planned is done, once', async () => {
    const registry = five();
    registry.onPerform = () => Promise.reject(new RegistryError('unreachable', 'connection refused'));
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(draining(), operator(), never);
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.includes('connection refused'));
    const tries = registry.performed.length;
    registry.onPerform = async () => undefined;
    await test.restart();
    await test.untilStep(id, 'confirmed');
    expect(registry.performed.length).toBe(tries + 1);
  });

  it('what was sent is confirmed by the first list, and not done again', async () => {
    const registry = five();
    registry.showsWrites = false;
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(draining(), operator(), never);
    await test.untilStep(id, 'sent');
    await test.restart();
    await test.untilStep(id, 'confirmed');
    expect(deeds(registry)).toEqual(['drain']);
  });

  it('what was due meanwhile is taken back', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(draining({ revertAfterSeconds: 60 }), operator(), never);
    await test.untilStep(id, 'confirmed');
    await test.restart(300_000);
    await test.untilStep(id, 'reverted');
    expect(deeds(registry)).toEqual(['drain', 'restore']);
  });

  it('what is due later is taken back then', async () => {
    const registry = five();
    await using test = await acting([registry]);
    const { id, at } = await test.actions.submit(draining({ revertAfterSeconds: 600 }), operator(), never);
    await test.untilStep(id, 'confirmed');
    await test.restart(60_000);
    await test.clock.advance(60_000);
    expect((await test.actions.get(id)).state).toBe('confirmed');
    await test.clock.advance(480_000);
    const step = await test.untilStep(id, 'reverted');
    expect(Date.parse(step.since) - Date.parse(at)).toBeGreaterThanOrEqual(600_000);
  });

  it('what needed the token of whoever asked is failed, for that is not kept', async () => {
    const registry = five();
    registry.onPerform = () => Promise.reject(new RegistryError('unreachable', 'connection refused'));
    await using test = await acting([registry]);
    const { id } = await test.actions.submit(
      draining(),
      operator({ credentialFor: () => ({ token: 'secret' }) }),
      never,
    );
    await test.until(() => registry.performed.length > 1);
    expect(registry.performed[0]?.token).toBe('secret');
    await test.restart();
    expect((await test.untilStep(id, 'failed')).detail).toContain("ada's own token");
    expect(JSON.stringify(await test.actions.list({}))).not.toContain('secret');
  });
});

describe('two processes on one database', () => {
  it('do what one of them left, and show what the other does', async () => {
    const registry = five();
    await using first = await acting([registry], { replica: 'one' });
    const { id } = await first.actions.submit(draining({ revertAfterSeconds: 600 }), operator(), never);
    await first.untilStep(id, 'confirmed');
    await using second = await acting([five()], { replica: 'two', shared: first.folder, clock: first.clock });
    await second.until(() => second.feed.actions().some((action) => action.id === id));
    await second.actions.revert(id, operator());
    await first.untilStep(id, 'reverted');
    expect(deeds(registry)).toEqual(['drain', 'restore']);
    await second.until(() => second.feed.actions().find((action) => action.id === id)?.state === 'reverted');
  });
});
