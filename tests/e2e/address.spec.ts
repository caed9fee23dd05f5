import { expect, test } from '@playwright/test';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { openLive } from './support/open-page';
import { putPlain } from './support/plain-key';
import { rowsOf, serviceRow } from './support/rows';

test.describe('the address holds what a page shows', () => {
  test.skip(withoutEtcd, 'asked to go without etcd');
  let etcd: EtcdServer;
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await putPlain(writer, { service: 'alpha' }, { tags: ['blue'], version: '1.0.0' });
    await putPlain(writer, { service: 'beta' }, { health: 'unhealthy', tags: ['blue'] });
    await putPlain(writer, { service: 'gamma' }, { health: 'warning', meta: { owner: 'team-kraken' } });
    await putPlain(writer, { service: 'delta' }, { health: 'unhealthy' });
    rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_DEMO: 'on' } });
  });
  test.afterAll(async () => {
    await rollcall?.[Symbol.asyncDispose]();
    await etcd?.[Symbol.asyncDispose]();
  });

  test('filters and sort of Services, which a pasted link shows again and back takes off', async ({
    page,
    context,
  }) => {
    await openLive(page, `${rollcall.url}/services?registry=etcd`);
    const main = page.getByRole('main');
    const names = () => rowsOf(page, 'Services').getByRole('link').allTextContents();
    await expect.poll(names).toEqual(['beta', 'delta', 'gamma', 'alpha']);

    await main.getByRole('combobox', { name: 'Health' }).selectOption('critical');
    await expect.poll(names).toEqual(['beta', 'delta']);
    await main.getByRole('combobox', { name: 'Tag' }).selectOption('blue');
    await expect.poll(names).toEqual(['beta']);
    await main.getByRole('combobox', { name: 'Sort' }).selectOption('name');
    const asked = { registry: 'etcd', health: 'critical', tag: 'blue', sort: 'name' };
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual(asked);

    const pasted = await context.newPage();
    await openLive(pasted, page.url());
    await expect(rowsOf(pasted, 'Services')).toHaveCount(1);
    await expect(serviceRow(pasted, 'beta')).toBeVisible();
    for (const [label, value] of [
      ['Health', 'critical'],
      ['Tag', 'blue'],
      ['Sort', 'name'],
      ['Registry', 'etcd'],
    ] as const) {
      await expect(pasted.getByRole('main').getByRole('combobox', { name: label })).toHaveValue(value);
    }

    await page.goBack();
    await page.goBack();
    await expect(main.getByRole('combobox', { name: 'Tag' })).toHaveValue('');
    await expect.poll(names).toEqual(['beta', 'delta']);
    await page.goBack();
    await expect.poll(names).toEqual(['beta', 'delta', 'gamma', 'alpha']);
    await page.goForward();
    await expect(main.getByRole('combobox', { name: 'Health' })).toHaveValue('critical');
  });

  test('what is searched for, also where only the server can find it', async ({ page, context }) => {
    await openLive(page, `${rollcall.url}/services?registry=etcd`);
    await page.getByRole('searchbox', { name: 'Search services' }).fill('team-kraken');
    await expect(serviceRow(page, 'gamma')).toBeVisible();
    await expect(rowsOf(page, 'Services')).toHaveCount(1);
    await expect(page).toHaveURL(/[?&]q=team-kraken/);
    const pasted = await context.newPage();
    await openLive(pasted, page.url());
    await expect(rowsOf(pasted, 'Services')).toHaveCount(1);
    await expect(pasted.getByRole('searchbox', { name: 'Search services' })).toHaveValue('team-kraken');
    await page.getByRole('searchbox', { name: 'Search services' }).fill('no-such-thing');
    await expect(page.getByRole('heading', { name: 'No service matches' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(serviceRow(page, 'alpha')).toBeVisible();
    await expect(page.getByRole('searchbox', { name: 'Search services' })).toHaveValue('');
  });

  test('the tab of a service', async ({ page, context }) => {
    await openLive(page, `${rollcall.url}/registries/etcd/services/gamma`);
    await page.getByRole('tab', { name: 'Tags and metadata' }).click();
    await expect(page).toHaveURL(/[?&]tab=metadata/);
    const pasted = await context.newPage();
    await openLive(pasted, page.url());
    await expect(pasted.getByRole('tab', { selected: true })).toHaveAccessibleName('Tags and metadata');
    await expect(pasted.getByText('team-kraken')).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('tab', { selected: true })).toHaveAccessibleName(/^Instances/);
  });

  test('the filters of Changes', async ({ page, context }) => {
    await openLive(page, `${rollcall.url}/changes`);
    const main = page.getByRole('main');
    await main.getByRole('combobox', { name: 'Kind' }).selectOption('link-changed');
    await main.getByRole('combobox', { name: 'Registry' }).selectOption('etcd');
    await expect(page).toHaveURL(/kind=link-changed/);
    await expect(page).toHaveURL(/registry=etcd/);
    await expect(rowsOf(page, 'Changes, newest first')).toHaveCount(1);
    const pasted = await context.newPage();
    await openLive(pasted, page.url());
    await expect(rowsOf(pasted, 'Changes, newest first')).toHaveCount(1);
    await page.goBack();
    await expect(main.getByRole('combobox', { name: 'Registry' })).toHaveValue('');
  });

  test('values that mean nothing count as any', async ({ page }) => {
    const nonsense = 'health=purple&rotation=sideways&registry=nowhere&sort=random&tab=secrets';
    await openLive(page, `${rollcall.url}/services?${nonsense}`);
    const main = page.getByRole('main');
    await expect(serviceRow(page, 'alpha')).toBeVisible();
    for (const label of ['Health', 'Rotation', 'Registry']) {
      await expect(main.getByRole('combobox', { name: label })).toHaveValue('');
    }
    await expect(main.getByRole('combobox', { name: 'Sort' })).toHaveValue('worst');

    await openLive(page, `${rollcall.url}/registries/etcd/services/gamma?${nonsense}`);
    await expect(page.getByRole('tab', { selected: true })).toHaveAccessibleName(/^Instances/);
    await expect(page.getByRole('link', { name: '10.0.0.1:8080' })).toBeVisible();

    await openLive(page, `${rollcall.url}/changes?kind=exploded&registry=nowhere&origin=mars`);
    await expect(main.getByRole('combobox', { name: 'Kind' })).toHaveValue('');
    await expect.poll(() => rowsOf(page, 'Changes, newest first').count()).toBeGreaterThan(0);
  });

  test('an unknown page, service or instance is a page that says so', async ({ page }) => {
    for (const path of ['/nowhere', '/registries/nowhere/services/x', '/registries/etcd/services/no-such-service']) {
      await page.goto(rollcall.url + path);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    }
  });
});
