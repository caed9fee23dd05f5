import { describe, expect, it } from 'vitest';
import type { CheckRule } from '@/lib/checks/check-rule';
import { CheckedFleet } from '@/lib/checks/checked-fleet';
import type { Instance } from '@/lib/domain/instance';
import { seededRandom } from '@/lib/domain/random';
import { Feed } from '@/lib/feed/feed';
import { createMemoryRegistry } from '@/lib/registry/memory/memory-registry';
import { systemClock } from '@/lib/registry/system-clock';
import { httpProbe, httpServer, type Listening } from '../support/probing';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';

const RULE: CheckRule = {
  registry: null,
  service: 'web*',
  plan: { probe: httpProbe(), intervalMs: 20, timeoutMs: 5_000, thresholds: { rise: 1, fall: 2 } },
  port: null,
  allowMetadata: ['disabled', 'port'],
  onCritical: 'observe',
  keepInRotation: 0.5,
};

/** The embedded registry with a fleet that is checked, until its scope is left; `known` is there from before. */
async function checked(rules: readonly CheckRule[] = [RULE], known: readonly Instance[] = []) {
  const clock = systemClock;
  const registry = createMemoryRegistry({ id: 'memory' }, { clock });
  const options = { clock, random: seededRandom(1), log: quietLog };
  const feed = new Feed({
    ...options,
    registries: [registry],
    epoch: 'e1',
    isChecked: (_, service) => service.startsWith('web'),
  });
  const fleet = new CheckedFleet(
    { allow: ['127.0.0.1'], concurrency: 10, rules },
    { ...options, feed, resolve: async () => [] },
  );
  for (const { id, service, address, port } of known) registry.register(id, { service, address, port });
  const ending = new AbortController();
  const checking = fleet.run(ending.signal);
  if (known.length > 0) feed.upstream('memory')?.seed(known);
  const running = [feed.run(ending.signal), checking];
  await eventually(() => feed.upstream('memory')?.link.state === 'live');
  return {
    feed,
    fleet,
    registry,
    register: (id: string, { port }: Listening, given: { service?: string; metadata?: Record<string, string> } = {}) =>
      registry.register(id, { service: 'web', address: '127.0.0.1', port, ...given }),
    find: (id: string) => feed.upstream('memory')?.catalog.instances.get(id),
    until: (id: string, health: string) =>
      eventually(() => feed.upstream('memory')?.catalog.instances.get(id)?.health === health),
    async [Symbol.asyncDispose]() {
      ending.abort();
      await Promise.all(running);
    },
  };
}

describe('the fleet that Rollcall checks', () => {
  it('is whatever a rule is for, as it is registered, moves and goes', async () => {
    await using good = await httpServer((_, response) => response.end());
    await using bad = await httpServer((_, response) => response.writeHead(500).end());
    await using at = await checked();
    at.register('a', bad);
    at.register('b', good);
    at.register('c', bad, { service: 'shop' });
    await at.until('a', 'critical');
    await eventually(() => at.find('b')?.checks.some(({ status }) => status === 'passing'));
    expect(at.find('c')?.checks).toEqual([]);
    expect(at.fleet.size).toBe(2);
    const [change] = [...at.feed.changes()].filter(({ kind }) => kind === 'health-changed');
    expect(change).toMatchObject({ instance: 'a', from: 'passing', to: 'critical', output: 'HTTP 500' });

    at.register('a', good);
    await at.until('a', 'passing');
    at.register('a', bad, { service: 'shop' });
    await eventually(() => at.find('a')?.checks.length === 0);
    expect(at.fleet.size).toBe(1);

    at.registry.deregister('b');
    await eventually(() => at.fleet.size === 0);
  });

  it('leaves out whoever says so, where its rule allows it', async () => {
    await using bad = await httpServer((_, response) => response.writeHead(500).end());
    await using at = await checked();
    at.register('a', bad);
    await at.until('a', 'critical');
    at.register('a', bad, { metadata: { 'rollcall-check-disabled': 'true' } });
    await at.until('a', 'passing');
    expect(at.find('a')?.checks).toEqual([]);
  });

  it('goes on after a restart from what was found before, without a change', async () => {
    await using bad = await httpServer((_, response) => response.writeHead(500).end());
    let known: readonly Instance[] = [];
    {
      await using before = await checked();
      before.register('a', bad);
      await before.until('a', 'critical');
      known = [...before.feed.instances()];
    }
    await using at = await checked([RULE], known);
    expect(at.find('a')).toMatchObject({
      health: 'critical',
      checks: [{ output: 'HTTP 500', observedBy: 'rollcall' }],
    });
    await eventually(() => at.fleet.resultOf({ registry: 'memory', id: 'a' })?.status === 'critical');
    expect([...at.feed.changes()].filter(({ instance }) => instance === 'a')).toEqual([]);
  });

  it('keeps what was found of an instance of which only something else changes', async () => {
    await using bad = await httpServer((_, response) => response.writeHead(500).end());
    await using at = await checked();
    at.register('a', bad);
    at.register('b', bad, { metadata: { 'rollcall-check-port': '1' } });
    await at.until('a', 'critical');
    await eventually(() => at.find('b')?.checks[0]?.output === 'connection refused');
    at.register('a', bad, { metadata: { colour: 'blue' } });
    await eventually(() => at.find('a')?.metadata.colour === 'blue');
    expect(at.find('a')).toMatchObject({
      health: 'critical',
      checks: [{ output: 'HTTP 500', observedBy: 'rollcall' }],
    });
  });
});
