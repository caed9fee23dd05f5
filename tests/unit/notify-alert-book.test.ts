import { describe, expect, it } from 'vitest';
import { applyBatch, emptyCatalog } from '@/lib/domain/catalog';
import type { Health } from '@/lib/domain/instance';
import type { Link } from '@/lib/domain/link';
import { type Alert, alertId } from '@/lib/notify/alert';
import { AlertBook } from '@/lib/notify/alert-book';
import type { Rule } from '@/lib/notify/rule';
import { observed } from '../support/observed';

const START = Date.UTC(2026, 0, 5, 9);
const HOUR = 3_600_000;
const SINCE = '2026-01-05T09:00:00.000Z';
const LIVE: Link = { state: 'live', since: SINCE };
const STALE: Link = { state: 'stale', since: SINCE, cause: 'unreachable', detail: 'cut' };

const RULE: Rule = {
  id: 'critical',
  registry: null,
  service: '*',
  when: { state: 'critical', threshold: { is: 'at-least', amount: { count: 1 } } },
  forMs: 0,
  resolveAfterMs: 0,
  repeatAfterMs: null,
  targets: ['t'],
  groupBy: 'rule',
};

/** One registry whose catalog and link a test changes, and the book that watches it. */
function watching(given: Partial<Rule> = {}, kept: readonly Alert[] = []) {
  const rule: Rule = { ...RULE, ...given };
  const book = new AlertBook([rule], kept);
  const catalog = emptyCatalog('r');
  const watched = { catalog, link: LIVE };
  let now = START;
  return {
    book,
    rule,
    link: (link: Link) => void Object.assign(watched, { link }),
    put(service: string, ...healths: readonly Health[]) {
      const upserted = healths.map((health, index) => observed({ id: `${service}-${index}`, service, health }));
      const applied = applyBatch(catalog, { removed: [], upserted }, SINCE);
      book.note({ seq: 1, registry: 'r', ...applied, changes: [] });
    },
    remove(service: string) {
      const ids = [...(catalog.services.get(service)?.instances.keys() ?? [])];
      const removed = ids.map((id) => ({ id, cause: 'deleted' as const }));
      book.note({ seq: 1, registry: 'r', ...applyBatch(catalog, { removed, upserted: [] }, SINCE), changes: [] });
    },
    /** What stands after a look so much later: `phase service: summary`. */
    look(afterMs = 1_000): string[] {
      now += afterMs;
      book.look(new Map([['r', watched]]), now);
      return [...book.alerts(rule)].map(
        ({ phase, registry, service, summary }) => `${phase} ${service ?? registry}: ${summary}`,
      );
    },
    tell: () => book.told(rule, [...book.alerts(rule)], now),
    /** Ids of what the database is to keep (true) or to forget. */
    async unsaved(): Promise<Record<string, boolean>> {
      const kept: Record<string, boolean> = {};
      await book.unsaved.flush(async ({ alerts }) => {
        for (const [id, alert] of alerts) kept[id] = alert !== null;
      });
      return kept;
    },
  };
}

describe('the alerts of a rule', () => {
  it('are of every service that its pattern finds, there already or new, by the state they are in', () => {
    const { put, look } = watching({ service: 'pay*' });
    put('payments', 'critical', 'passing');
    put('orders', 'critical');
    expect(look()).toEqual(['firing payments: 1 of 2 critical']);
    put('payouts', 'critical');
    put('payments', 'critical', 'critical');
    expect(look()).toEqual(['firing payments: 2 of 2 critical', 'firing payouts: 1 of 1 critical']);
  });

  it('stand still while the link is stale, whatever the catalog shows, and are looked at when it is back', () => {
    const { put, look, link, tell, remove } = watching({ forMs: 2_000 });
    put('a', 'critical');
    put('b', 'passing');
    look();
    expect(look()).toEqual(['pending a: 1 of 1 critical']);
    link(STALE);
    remove('a');
    put('b', 'critical');
    for (let times = 0; times < 5; times += 1) expect(look()).toEqual(['pending a: 1 of 1 critical']);
    link(LIVE);
    expect(look()).toEqual(['pending b: 1 of 1 critical']);
    look();
    expect(look()).toEqual(['firing b: 1 of 1 critical']);
    tell();
  });

  it('know a service that is gone: too few of it pass, and none is critical', () => {
    const { put, look, remove } = watching({
      when: { state: 'passing', threshold: { is: 'fewer-than', amount: { count: 1 } } },
    });
    put('a', 'passing');
    expect(look()).toEqual([]);
    remove('a');
    expect(look()).toEqual(['firing a: not registered']);
    put('a', 'passing');
    expect(look()).toEqual([]);
  });

  it('wait for ever for a service that is named, also for one that never was', () => {
    const { look } = watching({ service: 'a', when: { state: 'absent' } });
    expect(look()).toEqual(['firing a: not registered']);
    expect(look(48 * HOUR)).toEqual(['firing a: not registered']);
  });

  it('forget after a day what only a pattern found, and tell that once', () => {
    const { put, look, remove, tell } = watching({ when: { state: 'absent' } });
    put('a', 'passing');
    look();
    remove('a');
    expect(look()).toEqual(['firing a: not registered']);
    tell();
    expect(look(23 * HOUR)).toEqual(['firing a: not registered']);
    expect(look(2 * HOUR)).toEqual(['resolved a: not registered for a day, and watched no more']);
    tell();
    expect(look()).toEqual([]);
  });

  it('are of the registry where they are about its link', () => {
    const { look, link } = watching({ when: { state: 'stale' }, forMs: 2_000 });
    expect(look()).toEqual([]);
    link(STALE);
    look();
    look();
    expect(look()).toEqual(['firing r: link stale: unreachable']);
    link({ state: 'connecting', since: SINCE });
    expect(look()).toEqual(['firing r: link stale: unreachable']);
    link(LIVE);
    expect(look()).toEqual([]);
  });

  it('keep what was told until it is told that it is well', () => {
    const { put, look, tell } = watching();
    put('a', 'critical');
    look();
    tell();
    put('a', 'passing');
    expect(look()).toEqual(['resolved a: 0 of 1 critical']);
    tell();
    expect(look()).toEqual([]);
  });

  it('name the instances that made them fire, also when those are well for a moment', () => {
    const { book, rule, put, look } = watching({ resolveAfterMs: 60_000 });
    put('a', 'passing', 'critical');
    look();
    put('a', 'passing', 'passing');
    look();
    const [alert] = book.alerts(rule);
    expect(alert).toMatchObject({ isSo: false, instances: [{ id: 'a-1', health: 'critical' }] });
  });

  it('are saved only when something of them changed', async () => {
    const { put, look, tell, unsaved } = watching({ forMs: 2_000 });
    const id = alertId({ rule: 'critical', registry: 'r', service: 'a' });
    put('a', 'critical');
    look();
    expect(await unsaved()).toEqual({ [id]: true });
    look();
    expect(await unsaved()).toEqual({});
    look();
    expect(await unsaved()).toEqual({ [id]: true });
    tell();
    expect(await unsaved()).toEqual({ [id]: true });
    put('a', 'passing');
    look();
    tell();
    expect(await unsaved()).toEqual({ [id]: false });
  });
});

describe('what an earlier process has left', () => {
  async function kept(): Promise<Alert[]> {
    const { book, put, look, tell } = watching({ resolveAfterMs: 3_000 });
    put('a', 'critical');
    look();
    tell();
    const alerts: Alert[] = [];
    await book.unsaved.flush(async (turn) => {
      for (const alert of turn.alerts.values()) if (alert) alerts.push({ ...alert, heldMs: 0, lookedAt: null });
    });
    return alerts;
  }

  it('still fires, is not told again, and is resolved in its own time', async () => {
    const { book, rule, put, look } = watching({ resolveAfterMs: 3_000 }, await kept());
    put('a', 'critical');
    expect(look()).toEqual(['firing a: 1 of 1 critical']);
    expect([...book.alerts(rule)][0]?.toldAt).toBe(START + 1_000);
    put('a', 'passing');
    for (let times = 0; times < 3; times += 1) expect(look()).toEqual(['firing a: 0 of 1 critical']);
    expect(look()).toEqual(['resolved a: 0 of 1 critical']);
  });

  it('ends when the configuration watches it no more', async () => {
    expect(watching({ service: 'b*' }, await kept()).look()).toEqual(['resolved a: watched no more']);
    expect(watching({ registry: 'other' }, await kept()).look()).toEqual(['resolved a: watched no more']);
    const { look, unsaved } = watching({ id: 'another' }, await kept());
    expect(look()).toEqual([]);
    expect(Object.values(await unsaved())).toEqual([false]);
  });
});
