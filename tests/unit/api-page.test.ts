import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Order, type Page, pageOf } from '@/lib/api/page';
import { compareInstances, compareServices, SERVICE_SORTS } from '@/lib/domain/query';
import { sampleInstance, sampleService } from '../support/catalog-samples';

interface Item {
  readonly rank: number;
  readonly name: string;
}

const order: Order<Item> = {
  compare: (a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  fields: ['rank', 'name'],
};

const anyItems = fc.uniqueArray(fc.record({ rank: fc.integer({ min: 0, max: 5 }), name: fc.string() }), {
  selector: ({ rank, name }) => `${rank} ${name}`,
  maxLength: 60,
});

/** Walks all pages; `between` may change the list after each. */
function walk(items: () => readonly Item[], limit: number, between: () => void = () => undefined): Item[] {
  const seen: Item[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Item> = pageOf(items(), order, { limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    between();
  } while (cursor !== undefined);
  return seen;
}

describe('pages of a list', () => {
  it('give every item once, in order', () => {
    fc.assert(
      fc.property(anyItems, fc.integer({ min: 1, max: 20 }), (items, limit) => {
        expect(walk(() => items, limit)).toEqual([...items].sort(order.compare));
      }),
    );
  });

  it('give what stays once and in order while other items come and go', () => {
    const churn = fc.array(anyItems, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyItems, churn, fc.integer({ min: 1, max: 5 }), (staying, rounds, limit) => {
        const keys = new Set(staying.map(keyOf));
        let round = 0;
        const items = () => [...(rounds[round] ?? []).filter((item) => !keys.has(keyOf(item))), ...staying];
        const seen = walk(items, limit, () => {
          round += 1;
        });
        expect(seen.filter((item) => keys.has(keyOf(item)))).toEqual([...staying].sort(order.compare));
        expect(new Set(seen.map(keyOf)).size).toBe(seen.length);
      }),
    );
  });

  it('give a whole page after an item that is gone by now', () => {
    const items = ['a', 'b', 'c', 'd'].map((name) => ({ rank: 0, name }));
    const { nextCursor } = pageOf(items, order, { limit: 2 });
    const rest = items.filter(({ name }) => name !== 'b');
    const page = pageOf(rest, order, { limit: 2, cursor: nextCursor ?? '' });
    expect(page).toEqual({ items: items.slice(2), nextCursor: null, total: 3 });
  });

  it('of many items keep only what can be on the page', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({ rank: (index * 7_919) % 20_000, name: 'n' }));
    const first = pageOf(items, order, { limit: 3 });
    expect(first.items.map(({ rank }) => rank)).toEqual([0, 1, 2]);
    expect(first.total).toBe(20_000);
    const second = pageOf(items, order, { limit: 3, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ rank }) => rank)).toEqual([3, 4, 5]);
  });

  it('say when there is nothing after them', () => {
    expect(pageOf([], order, { limit: 1 })).toEqual({ items: [], nextCursor: null, total: 0 });
    expect(pageOf([{ rank: 1, name: 'a' }], order, { limit: 1 }).nextCursor).toBeNull();
  });

  it.each(['x', '', 'bnVsbA', 'W10', 'e30', 'eyJyYW5rIjoxfQ', '!!!', '%00', 'a'.repeat(100_000)])(
    'refuse the cursor %j as malformed',
    (cursor) => {
      expect(() => pageOf([{ rank: 1, name: 'a' }], order, { limit: 1, cursor })).toThrow(
        expect.objectContaining({ code: 'malformed' }),
      );
    },
  );

  it('hold with their cursors whatever order services are in', () => {
    const services = ['b', 'a', 'é', '__proto__', 'a/b'].map((name, index) =>
      sampleService(name, {
        health: index % 2 === 0 ? 'critical' : 'passing',
        since: `2026-01-0${index + 1}T00:00:00.000Z`,
      }),
    );
    for (const sort of SERVICE_SORTS) {
      const compare = compareServices(sort);
      const fields = ['registry', 'service', 'health', 'since', 'instances', 'inRotation'] as const;
      const first = pageOf(services, { compare, fields }, { limit: 3 });
      const second = pageOf(services, { compare, fields }, { limit: 3, cursor: first.nextCursor ?? '' });
      expect([...first.items, ...second.items]).toEqual([...services].sort(compare));
    }
  });

  it('hold for instances that differ in nothing but their registry', () => {
    const instances = ['r2', 'r1', 'r3'].map((registry) => sampleInstance('same', { registry }));
    const fields = ['registry', 'service', 'id', 'address', 'port', 'health'] as const;
    const first = pageOf(instances, { compare: compareInstances, fields }, { limit: 1 });
    const rest = pageOf(instances, { compare: compareInstances, fields }, { limit: 9, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ registry }) => registry)).toEqual(['r1', 'r2', 'r3']);
  });
});

function keyOf({ rank, name }: Item): string {
  return `${rank} ${name}`;
}
