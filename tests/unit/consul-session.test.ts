import { describe, expect, it, onTestFinished } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import { createFocus } from '@/lib/registry/consul/focus';
import { watchConsul } from '@/lib/registry/consul/watch-consul';
import { systemClock } from '@/lib/registry/system-clock';
import { collect } from '../contract/collector';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';
import { type FakeConsul, fakeConsul } from './consul-fake-api';

function watched({ api }: FakeConsul) {
  const clock = manualClock();
  const deps = { clock, random: () => 1, log: quietLog };
  const collector = collect(
    {
      id: 'consul',
      kind: 'consul',
      capabilities: { drain: false, deregister: false, weight: false, register: false },
      watch: (signal) =>
        watchConsul({ options: { id: 'consul', address: '' }, api, focus: createFocus(), deps }, signal),
      inspect: () => Promise.reject(new Error('not asked for')),
      describe: () => Promise.reject(new Error('not asked for')),
      close: async () => undefined,
    },
    systemClock,
  );
  onTestFinished(() => collector[Symbol.asyncDispose]());
  /** Lets time pass in small steps until it is so. */
  const passUntil = (condition: () => boolean) =>
    eventually(async () => {
      await clock.advance(50);
      return condition();
    });
  return { clock, collector, passUntil };
}

const unreachable = () => new RegistryError('unreachable', 'nobody there');

describe('a session with Consul', () => {
  it('that fails in the middle of a new list leaves nothing out of the next one', async () => {
    const consul = fakeConsul(
      new Map([
        ['first', { index: 5, port: 1 }],
        ['second', { index: 6, port: 2 }],
      ]),
    );
    const { collector, passUntil } = watched(consul);
    await collector.until(() => collector.links().at(-1) === 'live');

    consul.failure = unreachable;
    await passUntil(() => collector.links().at(-1) === 'stale');
    // Other servers: everything is listed anew, and while it is, they are gone again.
    consul.lineage = 2;
    consul.services.set('first', { index: 7, port: 77 });
    const before = consul.asked.length;
    consul.failure = ({ path }) => (path.endsWith('/second') ? unreachable() : undefined);
    await passUntil(() => consul.asked.slice(before).filter(({ path }) => path.endsWith('/second')).length >= 3);
    consul.lineage = 1;
    consul.failure = () => undefined;

    await passUntil(() => collector.links().at(-1) === 'live');
    expect(collector.instances('first')).toMatchObject([{ port: 77 }]);
  });

  it('asks ever more rarely of a server that accepts and then drops', async () => {
    const consul = fakeConsul(new Map([['web', { index: 5, port: 1 }]]));
    const { clock, collector } = watched(consul);
    await collector.until(() => collector.links().at(-1) === 'live');
    // Questions that want an answer at once get it; those that wait are cut.
    let asked = 0;
    consul.failure = ({ params, path }) => {
      if (path === '/v1/catalog/services' && !params?.index) asked += 1;
      const isLiveness = path === '/v1/health/service/consul' && params?.tag;
      return params?.index || isLiveness ? unreachable() : undefined;
    };
    for (let ms = 0; ms < 60_000; ms += 100) await clock.advance(100);
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(40);
  });
});
