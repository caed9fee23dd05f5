import { describe, expect, it } from 'vitest';
import { filtersFrom, isNarrowed } from '@/components/services/service-filters';
import { facetsOf, listOf } from '@/components/services/service-list';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { summaryOf } from '../support/catalog-samples';

function catalogOf(...summaries: ServiceSummary[]): ReadonlyMap<string, ServiceSummary> {
  return new Map(summaries.map((summary) => [serviceKey(summary.registry, summary.service), summary]));
}

const none: ReadonlySet<string> = new Set();
const all = { sort: 'worst' } as const;

describe('the list of services', () => {
  const cart = summaryOf('cart', { warning: 2, passing: 3 });
  const payments = summaryOf('payments', { critical: 1, passing: 4 });
  const search = summaryOf('search', { passing: 7 }, { tags: ['edge'], formats: ['kratos'] });
  const catalog = catalogOf(search, cart, payments);

  it('is worst first', () => {
    expect(listOf(catalog, all, none).keys).toEqual(['r/payments', 'r/cart', 'r/search']);
  });

  it('counts each health as if no health were chosen, so that a count says what choosing it would leave', () => {
    const list = listOf(catalog, { ...all, health: 'critical' }, none);
    expect(list.keys).toEqual(['r/payments']);
    expect(list.healths).toEqual({ critical: 1, warning: 1, unknown: 0, passing: 1 });
  });

  it('counts the instances of what is listed', () => {
    expect(listOf(catalog, { ...all, tag: 'edge' }, none).instances).toBe(7);
  });

  it('holds what the server found by an address the browser does not know', () => {
    const filters = { ...all, q: '10.4.18.37' };
    expect(listOf(catalog, filters, none).keys).toEqual([]);
    expect(listOf(catalog, filters, new Set(['r/cart'])).keys).toEqual(['r/cart']);
  });

  it('still applies the filters to what the server found', () => {
    expect(listOf(catalog, { ...all, q: 'x', health: 'passing' }, new Set(['r/cart'])).keys).toEqual([]);
  });

  it('offers the commonest tags first', () => {
    const { tags } = facetsOf([
      summaryOf('a', { passing: 1 }, { tags: ['rare', 'common'] }),
      summaryOf('b', { passing: 1 }, { tags: ['common'] }),
    ]);
    expect(tags).toEqual(['common', 'rare']);
  });
});

describe('filters from an address', () => {
  const read = (query: string) => filtersFrom((name) => new URLSearchParams(query).get(name), ['etcd', 'consul']);

  it('are none for an empty address', () => {
    expect(read('')).toEqual({ sort: 'worst' });
    expect(isNarrowed(read('sort=name'))).toBe(false);
  });

  it('fall back to any for values that are not allowed', () => {
    expect(read('health=sick&rotation=up&registry=nope&sort=best')).toEqual({ sort: 'worst' });
  });

  it('keep what is allowed', () => {
    const filters = read('q=+pay+&health=critical&rotation=out&registry=etcd&tag=a&format=kratos&sort=since');
    expect(filters).toEqual({
      q: 'pay',
      health: 'critical',
      rotation: 'out',
      registry: 'etcd',
      tag: 'a',
      format: 'kratos',
      sort: 'since',
    });
    expect(isNarrowed(filters)).toBe(true);
  });
});
