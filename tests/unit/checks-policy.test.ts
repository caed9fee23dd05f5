import { describe, expect, it } from 'vitest';
import { createOwnActs } from '@/lib/actions/own-acts';
import type { CheckRule, OnCritical } from '@/lib/checks/check-rule';
import { CriticalPolicy } from '@/lib/checks/critical-policy';
import type { Finding } from '@/lib/checks/probe';
import type { Log } from '@/lib/domain/log';
import { acting, operator } from '../support/acting';
import { observed } from '../support/observed';
import { httpProbe } from '../support/probing';
import { quietLog } from '../support/quiet-log';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;
const plan = { probe: httpProbe(), intervalMs: 10_000, timeoutMs: 2_000, thresholds: { rise: 2, fall: 3 } };

/** A policy over `ids` of one service, of which some are critical; what Rollcall found of each is set by the test. */
async function policed(
  onCritical: OnCritical,
  { ids, critical, keepInRotation = 0.5 }: { ids: string[]; critical: string[]; keepInRotation?: number },
) {
  const found = new Map<string, Finding['status']>(
    ids.map((id) => [id, critical.includes(id) ? 'critical' : 'passing']),
  );
  const registry = scriptedRegistry(
    'r',
    ids.map((id) => observed({ id, nativeId: id, health: found.get(id) ?? 'passing' })),
  );
  registry.live();
  const test = await acting([registry]);
  const rule: CheckRule = {
    registry: null,
    service: 'web',
    plan,
    port: null,
    allowMetadata: [],
    onCritical,
    keepInRotation,
  };
  const warnings: string[] = [];
  const log: Log = { ...quietLog, warn: (_, event) => void warnings.push(event) };
  const may = { act: true };
  const begin = () => {
    const policy = new CriticalPolicy([rule], {
      feed: test.feed,
      fleet: {
        resultOf: ({ id }) => {
          const status = found.get(id);
          return status ? { id: 'rollcall', name: '', kind: 'http', status, output: `HTTP of ${id}` } : null;
        },
      },
      acts: createOwnActs(test.actions),
      mayAct: () => may.act,
      clock: test.clock,
      log,
    });
    const ending = new AbortController();
    const running = policy.run(ending.signal);
    return async () => {
      ending.abort();
      await running;
    };
  };
  let end = begin();
  const members = () => [...(test.feed.upstream('r')?.catalog.instances.values() ?? [])];
  return {
    ...test,
    get feed() {
      return test.feed;
    },
    get actions() {
      return test.actions;
    },
    registry,
    found,
    warnings,
    may,
    out: () => members().flatMap(({ id, rotation }) => (rotation === 'out' ? id : [])),
    ids: () => members().map(({ id }) => id),
    all: async () => (await test.actions.list({})).items,
    notices: () => test.feed.upstream('r')?.notices ?? [],
    /** Lets so many seconds pass, a quarter at a time. */
    async pass(seconds: number) {
      for (let quarters = seconds * 4; quarters > 0; quarters -= 1) {
        await test.clock.advance(250);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
    async restart() {
      await end();
      await test.restart(1_000);
      registry.live();
      end = begin();
    },
    async [Symbol.asyncDispose]() {
      await end();
      await test[Symbol.asyncDispose]();
    },
  };
}

describe('a policy that drains what is critical', () => {
  it('asks for it as rollcall, with what the check said, and restores it when it passes again', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c'], critical: ['a'] });
    await at.until(() => at.out().length === 1);
    expect(at.out()).toEqual(['a']);
    expect(await at.all()).toMatchObject([
      { kind: 'drain', actor: 'rollcall', reason: "Critical by Rollcall's own check: HTTP of a" },
    ]);
    await at.until(async () => (await at.all())[0]?.state === 'confirmed');
    at.found.set('a', 'passing');
    await at.until(() => at.out().length === 0);
    await at.until(async () => (await at.all())[0]?.state === 'reverted');
    expect(await at.all()).toHaveLength(1);
    expect(at.audit.every(({ actor }) => actor === 'rollcall')).toBe(true);
  });

  it('leaves half of a service in rotation, says so once, and shows it while it is so', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c', 'd', 'e'], critical: ['a', 'b', 'c', 'd'] });
    await at.until(() => at.out().length === 2);
    await at.pass(20);
    expect(at.out()).toHaveLength(2);
    expect(at.notices()).toEqual([
      {
        code: 'check-policy',
        scope: 'web',
        detail:
          "2 instances of web are critical by Rollcall's own check and are left in rotation: the policy drain keeps 50 % there",
      },
    ]);
    expect(at.warnings.filter((event) => event === 'check-policy-held-back')).toHaveLength(1);
    for (const id of ['a', 'b', 'c', 'd']) at.found.set(id, 'passing');
    await at.until(() => at.notices().length === 0);
  });

  it('counts what people took out already', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c', 'd'], critical: [] });
    const targets = ['c', 'd'].map((instance) => ({ registry: 'r', instance }));
    await at.actions.submit({ kind: 'drain', targets, reason: 'a deploy' }, operator(), never);
    await at.until(() => at.out().length === 2);
    at.registry.put(observed({ id: 'a', nativeId: 'a', health: 'critical' }));
    at.found.set('a', 'critical');
    await at.pass(10);
    expect(at.out()).toEqual(['c', 'd']);
  });

  it('counts what an earlier process has begun and the registry has not done yet', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c', 'd'], critical: ['a', 'b', 'c', 'd'] });
    at.registry.onPerform = () => new Promise(() => undefined);
    await at.until(async () => (await at.all()).length === 2);
    await at.restart();
    await at.pass(10);
    expect(await at.all()).toHaveLength(2);
    expect(at.notices()).toMatchObject([{ code: 'check-policy', scope: 'web' }]);
  });

  it('counts what people are taking out at the moment', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c', 'd'], critical: [] });
    at.registry.onPerform = () => new Promise(() => undefined);
    const targets = ['c', 'd'].map((instance) => ({ registry: 'r', instance }));
    await at.actions.submit({ kind: 'drain', targets, reason: 'a deploy' }, operator(), never);
    at.registry.put(observed({ id: 'a', nativeId: 'a', health: 'critical' }));
    at.found.set('a', 'critical');
    await at.pass(10);
    expect(await at.all()).toHaveLength(1);
  });

  it('never restores what a person drained, before or after it did itself', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c'], critical: ['a'] });
    await at.until(async () => (await at.all())[0]?.state === 'confirmed');
    const targets = [{ registry: 'r', instance: 'a' }];
    await at.actions.submit({ kind: 'drain', targets, reason: 'I look into it' }, operator(), never);
    at.found.set('a', 'passing');
    await at.pass(70);
    expect(at.out()).toEqual(['a']);
  });

  it('does not insist where a person restores what is still critical', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c'], critical: ['a'] });
    await at.until(async () => (await at.all())[0]?.state === 'confirmed');
    const targets = [{ registry: 'r', instance: 'a' }];
    await at.actions.submit({ kind: 'restore', targets, reason: 'needed' }, operator(), never);
    await at.until(() => at.out().length === 0);
    await at.pass(60);
    expect(at.out()).toEqual([]);
    expect(at.notices()).toMatchObject([{ code: 'check-policy', scope: 'web' }]);
  });

  it('restores after a restart what it drained before', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c'], critical: ['a'] });
    await at.until(async () => (await at.all())[0]?.state === 'confirmed');
    await at.restart();
    at.found.set('a', 'passing');
    await at.until(() => at.out().length === 0);
  });

  it('does nothing where another process acts, while the registry is not watched, and about what is not known', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c'], critical: [] });
    at.may.act = false;
    at.registry.put(observed({ id: 'a', nativeId: 'a', health: 'critical' }));
    at.found.set('a', 'critical');
    await at.pass(5);
    at.registry.stale();
    at.may.act = true;
    await at.pass(5);
    at.found.set('a', 'unknown');
    at.registry.live();
    await at.pass(5);
    expect(await at.all()).toEqual([]);
    at.found.set('a', 'critical');
    await at.until(() => at.out().length === 1);
  });

  it('says once what a format refuses, and asks no second time', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c'], critical: [] });
    at.registry.planned = { refusal: 'its clients ignore it' };
    at.registry.put(observed({ id: 'a', nativeId: 'a', health: 'critical' }));
    at.found.set('a', 'critical');
    await at.until(() => at.notices().length === 1);
    await at.pass(90);
    expect(at.notices()[0]?.detail).toContain('its clients ignore it');
    expect(at.audit.filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
    expect(at.warnings.filter((event) => event === 'check-policy-in-vain')).toHaveLength(1);
  });

  it('tries again where somebody else is at work on the instance', async () => {
    await using at = await policed('drain', { ids: ['a', 'b', 'c'], critical: [] });
    at.registry.unreachable = 'no route';
    at.registry.put(observed({ id: 'a', nativeId: 'a', health: 'critical' }));
    at.found.set('a', 'critical');
    await at.until(() => at.warnings.includes('check-policy'));
    at.registry.unreachable = null;
    await at.until(() => at.out().length === 1);
  });
});

describe('a policy that deregisters what is critical', () => {
  it('counts what it deregistered as part of the service, so that it never goes on for ever', async () => {
    await using at = await policed('deregister', { ids: ['a', 'b', 'c', 'd'], critical: ['a', 'b', 'c', 'd'] });
    await at.until(() => at.ids().length === 2);
    await at.pass(30);
    expect(at.ids()).toHaveLength(2);
    await at.restart();
    await at.pass(30);
    expect(at.ids()).toHaveLength(2);
  });

  it('does not fight a program that registers again', async () => {
    await using at = await policed('deregister', { ids: ['a', 'b', 'c', 'd'], critical: ['a'] });
    await at.until(() => at.ids().length === 3);
    at.registry.put(observed({ id: 'a', nativeId: 'a', health: 'critical' }));
    await at.pass(60);
    expect(at.ids()).toContain('a');
    expect(await at.all()).toHaveLength(1);
  });
});

describe('a policy that only observes', () => {
  it('does nothing', async () => {
    await using at = await policed('observe', { ids: ['a', 'b', 'c'], critical: ['a'] });
    await at.pass(5);
    expect(await at.all()).toEqual([]);
  });
});
