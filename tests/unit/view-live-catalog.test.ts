import { expect, it, vi } from 'vitest';
import { createLiveCatalog } from '@/lib/view/live-catalog';
import { sampleInstance, sampleService } from '../support/catalog-samples';
import { fakeEventSources } from '../support/fake-event-source';
import { manualClock } from '../support/manual-clock';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

function catalogWithClock() {
  const clock = manualClock();
  const sources = fakeEventSources();
  const visibility = { isHidden: () => false, onChange: () => undefined };
  const catalog = createLiveCatalog(() => ({ EventSource: sources.Source, clock, random: () => 0.5, visibility }));
  return { clock, catalog, ...sources };
}

it('reads services and changes over one connection, and instances too while a page looks at a service', async () => {
  const { catalog, clock, newest, opened } = catalogWithClock();
  catalog.open();
  expect(newest().address).toBe('/api/v1/stream?view=services&view=changes&view=actions');
  newest().send('snapshot', { view: 'services', items: [sampleService('a/b')] }, '');
  newest().send('snapshot', { view: 'changes', items: [] }, 'e.5');
  const handed = { registry: 'r', service: 'a/b', items: [sampleInstance('i', { service: 'a/b' })], cursor: 'e.5' };
  const leave = catalog.watchInstances(handed);
  await clock.advance(0);
  expect(opened).toHaveLength(2);
  expect(newest().address).toBe(
    '/api/v1/stream?view=services&view=changes&view=actions&view=instances&instances.registry=r&instances.service=a%2Fb&after=e.5',
  );
  expect(catalog.getState().instances?.items.size).toBe(1);
  leave();
  await clock.advance(0);
  expect(newest().address).toBe('/api/v1/stream?view=services&view=changes&view=actions&after=e.5');
  expect(catalog.getState().instances).toBeNull();
});

it('opens one connection when a page that looks at a service replaces another', async () => {
  const { catalog, clock, opened } = catalogWithClock();
  catalog.open();
  const handed = { registry: 'r', service: 'orders', items: [], cursor: 'e.5' };
  const leave = catalog.watchInstances(handed);
  await clock.advance(0);
  leave();
  catalog.watchInstances({ ...handed, service: 'billing' });
  await clock.advance(0);
  expect(opened).toHaveLength(3);
  expect(catalog.getState().instances?.service).toBe('billing');
});

it('asks for snapshots after a frame that does not fit', async () => {
  const { catalog, clock, newest, opened } = catalogWithClock();
  catalog.open();
  newest().send('snapshot', { view: 'services', items: [sampleService('a')] }, 'e.5');
  newest().sendText('change', '{"view":"services","registry":"r"}', 'e.6');
  await clock.advance(1_000);
  expect(opened).toHaveLength(2);
  expect(newest().address).toBe('/api/v1/stream?view=services&view=changes&view=actions');
  expect(catalog.getState().services?.size).toBe(1);
});

it('can be opened again after it was closed', async () => {
  const { catalog, clock, opened } = catalogWithClock();
  const close = catalog.open();
  close();
  catalog.open();
  await clock.advance(0);
  expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, false]);
});
