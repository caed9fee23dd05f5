import { expect, test } from '@playwright/test';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { instanceRow, serviceRow } from './support/rows';
import { expectNoViolations } from './support/violations';

test.skip(withoutEtcd, 'asked to go without a server');

const PLAIN = JSON.stringify({
  name: 'shop',
  address: '10.0.0.1',
  port: 80,
  health: { status: 'healthy' },
  metadata: { weight: '7' },
});

test.describe('formats', () => {
  let etcd: EtcdServer;
  let writer: EtcdWriter;
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    etcd = await startEtcd();
    writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/shop/1').value(PLAIN);
    await writer.put('/services/shop/10.0.0.2:8080').value('');
    await writer.put('/services/mail/10.0.0.3:25').value('');
    await writer.put('elsewhere').value('');
    await writer.put('/services/broken/1').value('{"neither":"address nor port"}');
    rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_DEMO: 'on' } });
  });
  test.afterAll(async () => {
    await rollcall?.[Symbol.asyncDispose]();
    writer?.close();
    await etcd?.[Symbol.asyncDispose]();
  });

  test('are a badge and a filter on Services and on a service that has several', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services?registry=etcd`);
    await expect(serviceRow(page, 'shop')).toBeVisible();
    await page.getByLabel('Format', { exact: true }).selectOption({ label: 'Plain JSON' });
    await expect(page).toHaveURL(/format=plain/);
    await expect(serviceRow(page, 'mail')).toHaveCount(0);
    await serviceRow(page, 'shop').getByRole('link', { name: 'shop', exact: true }).click();
    await expect(instanceRow(page, '10.0.0.1:80')).toContainText('Plain JSON');
    await page.getByLabel('Format', { exact: true }).selectOption({ label: 'Plain JSON' });
    await expect(instanceRow(page, '10.0.0.2:8080')).toHaveCount(0);
    await expect(instanceRow(page, '10.0.0.1:80')).toBeVisible();
    await expectSameDocument(page);
  });

  test('tell on the page of an instance what the framework calls things and what it does', async ({ page }) => {
    await openLive(page, `${rollcall.url}/registries/etcd/services/shop`);
    await instanceRow(page, '10.0.0.1:80').getByRole('link', { name: '10.0.0.1:80', exact: true }).click();
    await expect(page.getByText('metadata.weight', { exact: true }).first()).toBeVisible();
    const draining = page.getByText('By its own value: health.status = draining');
    await expect(draining).toBeHidden();
    await page.getByText('About the format Plain JSON').click();
    await expect(draining).toBeVisible();
    await page.getByRole('link', { name: 'Plain JSON', exact: true }).click();
    await expect(page).toHaveURL(/\/registries\/formats#plain$/);
    const plain = page.getByRole('region', { name: 'Plain JSON', exact: true });
    await expect(plain).toBeInViewport();
    await expect(plain.getByText('By its own value: health.status = draining')).toBeVisible();
  });

  test('open their sheet on their own page too, as often as a badge is clicked', async ({ page }) => {
    await openLive(page, `${rollcall.url}/registries/formats`);
    const plain = page.getByRole('region', { name: 'Plain JSON', exact: true });
    const badge = page.getByRole('table', { name: 'Rejected keys of etcd' }).getByRole('link', { name: 'Plain JSON' });
    for (const _ of [1, 2]) {
      await badge.click();
      await expect(plain).toBeInViewport();
      await expect(plain.getByText('By its own value: health.status = draining')).toBeVisible();
      await plain.getByText('About the format Plain JSON').click();
    }
    await page.evaluate(() => Object.assign(window.location, { hash: '#kitex' }));
    await expect(page.getByText('kitex/registry-etcd/<service>', { exact: false }).first()).toBeInViewport();
  });

  test('are listed with what was recognised, by registry, with rejected keys', async ({ page }) => {
    const faults = await watchFaults(page);
    await openLive(page, `${rollcall.url}/registries`);
    await page.getByRole('link', { name: 'Formats', exact: true }).click();
    const plain = page.getByRole('region', { name: 'Plain JSON', exact: true });
    await expect(plain).toContainText(/etcd\s*1 instance\s*1 rejected/);
    await expect(plain).toContainText('/services/shop/1');
    await expect(page.getByRole('region', { name: 'Rollcall', exact: true })).toBeVisible();
    await page.getByRole('main').getByLabel('Registry', { exact: true }).selectOption('etcd');
    await expect(page).toHaveURL(/registry=etcd/);
    await expect(page.getByRole('region', { name: 'Rollcall', exact: true })).toHaveCount(0);
    await plain.getByRole('link', { name: '1 rejected' }).click();
    await expect(page).toHaveURL(/rejected=etcd/);
    const rejected = page.getByRole('table', { name: 'Rejected keys of etcd' });
    await expect(rejected).toBeInViewport();
    await expect(rejected).toContainText('/services/broken/1');
    await expect(rejected.getByRole('link', { name: 'Plain JSON' })).toBeVisible();
    await expect(page.getByText('etcd: 1 key outside the prefixes read, such as elsewhere,')).toBeVisible();
    await writer.put('/services/shop/2').value(PLAIN.replace('10.0.0.1', '10.0.0.9'));
    await expect(plain.getByRole('link', { name: '2 instances' })).toBeVisible({ timeout: 20_000 });
    expect(faults).toEqual([]);
  });

  test('may be tried with a key and value, which never get into the address', async ({ page }) => {
    await openLive(page, `${rollcall.url}/registries/formats`);
    const box = page.getByRole('region', { name: 'Try a value' });
    await expect(box.getByRole('button', { name: 'Read', exact: true })).toBeDisabled();
    await expect(box.getByText('Enter a key')).toBeVisible();
    await box.getByLabel('Key').fill('/services/cart/1');
    await box.getByLabel('Value').fill(PLAIN.replace('shop', 'cart'));
    await box.getByRole('button', { name: 'Read', exact: true }).click();
    await expect(box.getByText('An instance', { exact: true })).toBeVisible();
    await expect(box.getByText('10.0.0.1:80', { exact: true })).toBeVisible();
    await expect(box.getByRole('link', { name: 'Plain JSON' })).toBeVisible();

    await box.getByLabel('Value').fill('{"neither":1}');
    await expect(box.getByText('An instance', { exact: true })).toHaveCount(0);
    await box.getByLabel('Value').press('Control+Enter');
    await expect(box.getByText('Not readable', { exact: true }).last()).toBeVisible();
    await expect(box).toContainText('holds no address and port');
    expect(new URL(page.url()).search).toBe('');

    await box.getByRole('button', { name: 'Plain JSON', exact: true }).click();
    await expect(box.getByLabel('Key')).toHaveValue('/services/orders/orders-1');
    await box.getByLabel('Key').fill('x'.repeat(5_000));
    await box.getByRole('button', { name: 'Read', exact: true }).click();
    await expect(box).toContainText('expected 1 to 4096 bytes');
  });

  test('may be tried with a rejected key, from either page', async ({ page }) => {
    await openLive(page, `${rollcall.url}/registries?rejected=etcd`);
    await page.getByRole('link', { name: 'Try /services/broken/1' }).click();
    const box = page.getByRole('region', { name: 'Try a value' });
    await expect(box.getByLabel('Key')).toHaveValue('/services/broken/1');
    await expect(box.getByLabel('Value')).toBeFocused();
    await box.getByLabel('Key').fill('/another');
    await page.getByRole('button', { name: 'Try /services/broken/1' }).click();
    await expect(box.getByLabel('Key')).toHaveValue('/services/broken/1');
    await expectSameDocument(page);
  });

  test('are named on Services where there is none of that name', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services?format=nonsense`);
    await expect(page.getByText('There is no format nonsense here')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(serviceRow(page, 'shop')).toBeVisible();
  });

  test('that a key could be, but is not, are counted on the overview', async ({ page }) => {
    await openLive(page, `${rollcall.url}/`);
    await page.getByRole('link', { name: '1 rejected key in etcd' }).click();
    await expect(page.getByRole('table', { name: 'Rejected keys of etcd' })).toContainText('/services/broken/1');
  });

  for (const theme of ['dark', 'light'] as const) {
    for (const width of [1440, 380]) {
      test(`have a page free of WCAG 2.2 AA violations, ${theme}, ${width} pixels wide`, async ({ page, context }) => {
        await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
        await page.setViewportSize({ width, height: 800 });
        await openLive(page, `${rollcall.url}/registries/formats?registry=etcd`);
        await expectNoViolations(page);
        for (const summary of await page.locator('main summary').all()) await summary.click();
        await page.getByRole('button', { name: 'Plain JSON', exact: true }).click();
        await page.getByRole('button', { name: 'Read', exact: true }).click();
        await expect(page.getByText('An instance', { exact: true })).toBeVisible();
        await expectNoViolations(page);
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll('html, body, main, main > *')].some((one) => one.scrollWidth > one.clientWidth),
        );
        expect(wide).toBe(false);
      });
    }
  }
});
