import { describe, expect, it } from 'vitest';
import { CatalogMirror } from '@/lib/registry/consul/catalog-mirror';

const entry = (id: string, { service = 'web', port = 80, node = 'n1' } = {}) => ({
  Node: { Node: node, Address: '10.0.0.1', CreateIndex: 1 },
  Service: { ID: id, Service: service, Port: port, ModifyIndex: port },
  Checks: [],
});

function mirror() {
  const catalog = new CatalogMirror({ id: 'consul' });
  return {
    catalog,
    take: (service: string, index: bigint, value: unknown[], { ticket = catalog.ticket(), filtered = false } = {}) =>
      catalog.take(service, { index, value, filtered, ticket }, false),
  };
}

describe('the mirrored catalog', () => {
  it('gives what came as one batch, and nothing for the same again', () => {
    const { take } = mirror();
    expect(take('web', 5n, [entry('a'), entry('b')])?.batch.upserted).toHaveLength(2);
    expect(take('web', 9n, [entry('a'), entry('b')])).toBeNull();
  });

  it('gives only what differs', () => {
    const { take } = mirror();
    take('web', 5n, [entry('a'), entry('b'), entry('c')]);
    const event = take('web', 6n, [entry('a'), entry('b', { port: 81 })]);
    expect(event?.batch.upserted.map(({ nativeId }) => nativeId)).toEqual(['n1/b']);
    expect(event?.batch.removed).toHaveLength(1);
  });

  it('drops an answer that was overtaken by a newer one', () => {
    const { catalog, take } = mirror();
    const ticket = catalog.ticket();
    take('web', 8n, [entry('a', { port: 88 })]);
    expect(take('web', 7n, [entry('a', { port: 77 })], { ticket })).toBeNull();
    expect(catalog.indexOf('web')).toBe(8n);
  });

  it('takes a lower index that was asked for later: the state was restored', () => {
    const { take } = mirror();
    take('web', 8n, [entry('a', { port: 88 })]);
    expect(take('web', 3n, [entry('a', { port: 33 })])?.batch.upserted[0]?.port).toBe(33);
  });

  it('does not take an empty answer that was filtered for a removal', () => {
    const { catalog, take } = mirror();
    take('web', 8n, [entry('a')]);
    expect(take('web', 9n, [], { filtered: true })).toBeNull();
    expect(catalog.list().instances).toHaveLength(1);
  });

  it('keeps what an answer that is filtered for the first time leaves out', () => {
    const { catalog, take } = mirror();
    take('web', 8n, [entry('a'), entry('b', { node: 'n2' })]);
    expect(take('web', 9n, [entry('a')], { filtered: true })).toBeNull();
    expect(take('web', 10n, [entry('a', { port: 81 })], { filtered: true })?.batch.removed).toEqual([]);
    expect(catalog.list().instances).toHaveLength(2);
    expect(catalog.servicesOn('n2')).toEqual(['web']);
  });

  it('does not know why an instance left answers that were filtered all along', () => {
    const { take } = mirror();
    take('web', 8n, [entry('a'), entry('b')], { filtered: true });
    expect(take('web', 9n, [entry('a')], { filtered: true })?.batch.removed).toMatchObject([{ cause: 'unknown' }]);
    expect(take('web', 10n, [], { filtered: true })?.batch.removed).toMatchObject([{ cause: 'unknown' }]);
  });

  it('lets go of what it kept when an answer is complete again', () => {
    const { take } = mirror();
    take('web', 8n, [entry('a'), entry('b')]);
    take('web', 9n, [entry('a')], { filtered: true });
    expect(take('web', 9n, [entry('a')])?.batch.removed).toMatchObject([{ cause: 'deleted' }]);
  });

  it('keeps an instance that moved to another service, whichever answer comes first', () => {
    const { catalog, take } = mirror();
    take('old', 5n, [entry('a', { service: 'old' })]);
    take('new', 6n, [entry('a', { service: 'new' })]);
    expect(take('old', 6n, [])).toBeNull();
    expect(catalog.list().instances.map(({ service }) => service)).toEqual(['new']);
  });

  it('says what is rejected, once, and what no longer is', () => {
    const { take } = mirror();
    expect(take('web', 5n, [entry('a'), { Node: 1 }])).toMatchObject({ rejected: [{ key: 'web[1]' }], accepted: [] });
    expect(take('web', 6n, [entry('a'), { Node: 1 }])).toBeNull();
    expect(take('web', 7n, [entry('a'), entry('b')])).toMatchObject({ rejected: [], accepted: ['web[1]'] });
  });

  it('knows the services on a node', () => {
    const { catalog, take } = mirror();
    take('web', 5n, [entry('a'), entry('b', { node: 'n2' })]);
    take('shop', 5n, [entry('c', { service: 'shop', node: 'n2' })]);
    expect(catalog.servicesOn('n2').sort()).toEqual(['shop', 'web']);
    expect(catalog.servicesOn('n3')).toEqual([]);
  });
});
