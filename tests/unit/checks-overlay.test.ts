import { describe, expect, it } from 'vitest';
import type { Check, Health, ObservedCheck, ObservedInstance } from '@/lib/domain/instance';
import { Feed } from '@/lib/feed/feed';
import { manualClock } from '../support/manual-clock';
import { observed } from '../support/observed';
import { quietLog } from '../support/quiet-log';
import { type ScriptedRegistry, scriptedRegistry } from '../support/scripted-registry';
import { eventually } from '../support/wait';

function byRollcall(status: ObservedCheck['status'], output = status as string): ObservedCheck {
  return { id: 'rollcall', name: 'GET /health', kind: 'http', status, output, observedBy: 'rollcall' };
}

const own = (status: Check['status'], id = 'own') => ({ id, name: id, kind: 'http', status, output: `own ${status}` });

/** A watched registry of which the service `web` may be checked. */
async function watched(
  instances: readonly ObservedInstance[],
  isChecked?: (registry: string, service: string) => boolean,
) {
  const clock = manualClock();
  const registry: ScriptedRegistry = scriptedRegistry('r', instances);
  const feed = new Feed({
    registries: [registry],
    clock,
    random: () => 0.5,
    log: quietLog,
    epoch: 'e1',
    isChecked: isChecked ?? ((_, service) => service === 'web'),
  });
  const ending = new AbortController();
  const running = feed.run(ending.signal);
  await eventually(() => feed.upstream('r')?.link.state === 'live');
  const find = (id = 'a') => feed.upstream('r')?.catalog.instances.get(id);
  return {
    feed,
    clock,
    registry,
    find,
    show: (check: ObservedCheck | null, id = 'a') => feed.upstream('r')?.showChecks(new Map([[id, check]])),
    changes: () =>
      [...feed.changes()]
        .filter(({ kind }) => kind !== 'link-changed')
        .map(({ kind, from, to, output }) => [kind, from, to, output]),
    async until(condition: () => boolean) {
      await eventually(condition);
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await running;
    },
  };
}

const a = (given: Partial<ObservedInstance> = {}) => observed({ id: 'a', nativeId: 'a', ...given });

/** Rollcall's own check, the registry's and its health; what becomes of that, and why. */
type Merging = [ObservedCheck['status'], ObservedCheck[], Health, Health, string];

describe("Rollcall's own check of an instance", () => {
  it('is a check beside those of the registry, and a change with what it said', async () => {
    await using at = await watched([a({ checks: [own('passing')] })]);
    at.show(byRollcall('critical', 'HTTP 503'));
    expect(at.find()).toMatchObject({
      health: 'critical',
      checks: [
        { id: 'own', status: 'passing' },
        { id: 'rollcall', status: 'critical', observedBy: 'rollcall' },
      ],
    });
    expect(at.changes()).toEqual([['health-changed', 'passing', 'critical', 'HTTP 503']]);
    expect(at.feed.upstream('r')?.catalog.services.get('web')?.summary?.health).toBe('critical');
  });

  it.each<Merging>([
    ['passing', [own('warning')], 'warning', 'warning', 'the worse of both counts'],
    ['critical', [own('passing')], 'passing', 'critical', 'the worse of both counts'],
    ['passing', [], 'unknown', 'passing', 'of a registry that does not look itself it is all there is'],
    ['critical', [], 'passing', 'critical', 'a lease says less than a probe'],
    ['unknown', [], 'passing', 'passing', 'what could not be found out changes nothing'],
    ['unknown', [own('critical')], 'critical', 'critical', 'what could not be found out changes nothing'],
  ])('%s beside %j of an instance that is %s: %s, as %s', async (status, checks, health, expected) => {
    await using at = await watched([a({ checks, health })]);
    at.show(byRollcall(status));
    expect(at.find()?.health).toBe(expected);
    expect(at.find()?.checks).toHaveLength(checks.length + 1);
  });

  it('stays when the registry says something new of the instance, or lists everything again', async () => {
    await using at = await watched([a(), observed({ id: 'b', nativeId: 'b' })]);
    at.show(byRollcall('critical'));
    at.registry.put(a({ version: '2' }));
    await at.until(() => at.find()?.version === '2');
    expect(at.find()?.health).toBe('critical');
    at.registry.relist([a({ version: '3' })]);
    await at.until(() => at.find()?.version === '3');
    expect(at.find()).toMatchObject({ health: 'critical', checks: [{ id: 'rollcall' }] });
    expect(at.changes().filter(([kind]) => kind === 'health-changed')).toHaveLength(1);
  });

  it('goes with the instance', async () => {
    await using at = await watched([a()]);
    at.show(byRollcall('critical'));
    at.registry.remove('a');
    await at.until(() => !at.find());
    at.registry.put(a());
    await at.until(() => at.find() !== undefined);
    expect(at.find()).toMatchObject({ health: 'passing', checks: [] });
    at.show(byRollcall('critical'));
    at.registry.relist([]);
    await at.until(() => !at.find());
    at.registry.put(a());
    await at.until(() => at.find() !== undefined);
    expect(at.find()?.checks).toEqual([]);
  });

  it('leaves nothing behind when it is taken away', async () => {
    await using at = await watched([a({ checks: [own('warning')], health: 'warning' })]);
    at.show(byRollcall('critical'));
    at.show(null);
    expect(at.find()).toMatchObject({ health: 'warning', checks: [{ id: 'own' }] });
  });

  it('is since when Rollcall saw it, also where the registry names a time of its own', async () => {
    const since = '2026-01-01T00:00:00.000Z';
    await using at = await watched([a({ checks: [own('passing')], since })]);
    expect(at.find()?.since).toBe(since);
    at.show(byRollcall('passing'));
    expect(at.find()?.since).toBe(since);
    await at.clock.advance(1_000);
    at.show(byRollcall('critical'));
    const failed = at.find()?.since;
    await at.clock.advance(1_000);
    at.show(byRollcall('passing'));
    const risen = at.find()?.since;
    expect([since, failed, risen].toSorted()).toEqual([since, failed, risen]);
    at.registry.put(a({ checks: [own('passing')], since, version: '2' }));
    await at.until(() => at.find()?.version === '2');
    expect(at.find()?.since).toBe(risen);
  });

  it('is told from a check of the registry that calls itself the same', async () => {
    await using at = await watched([a({ checks: [own('passing', 'rollcall')] })]);
    at.show(byRollcall('critical'));
    expect(at.find()?.checks.map(({ id, status, observedBy }) => [id, status, observedBy])).toEqual([
      ['rollcall', 'passing', undefined],
      ['rollcall', 'critical', 'rollcall'],
    ]);
  });

  it('is nothing for an instance that is not there, or of a service that is not checked', async () => {
    await using at = await watched([observed({ id: 'c', nativeId: 'c', service: 'shop' })]);
    const { cursor } = at.feed;
    at.show(byRollcall('critical'), 'c');
    at.show(byRollcall('critical'), 'x');
    expect(at.find('c')?.checks).toEqual([]);
    expect(at.feed.cursor).toBe(cursor);
  });
});
