import { expect, type Page, test } from '@playwright/test';
import { consulClient } from '../support/consul-client';
import { startConsul, withoutConsul } from '../support/consul-server';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { putPlain } from './support/plain-key';
import { instanceRow, rowsOf, serviceRow } from './support/rows';

const IMAGE = '<img src=x onerror="window.hasRun=1">';
const SCRIPT = '"><script>window.hasRun=1</script>';
const RIGHT_TO_LEFT = '\u202Etxt.exe \u05E9\u05DC\u05D5\u05DD';
const LONG = 'n'.repeat(1_000);
const NAMES = [IMAGE, SCRIPT, RIGHT_TO_LEFT, LONG, 'a/b c%2Fd', 'caf\u00E9 \u{1F980}'];

/** Nothing of the registry's text became markup, and the page is as wide as its window. */
async function expectOnlyText(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hasRun: 'hasRun' in window,
    injected: document.querySelectorAll('img[src="x"], main script').length,
    isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  }));
  expect(found, page.url()).toEqual({ hasRun: false, injected: 0, isTooWide: false });
}

test('names, metadata and tags of etcd that would be markup are text on every page, and run nothing', async ({
  page,
}) => {
  test.skip(withoutEtcd, 'asked to go without etcd');
  test.slow();
  const faults = await watchFaults(page);
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  const meta = { [IMAGE]: SCRIPT, note: IMAGE, link: 'javascript:window.hasRun=1', home: 'https://docs.example/a?b=c' };
  for (const [index, service] of NAMES.entries()) {
    await putPlain(
      writer,
      { service, folder: `hostile-${index}` },
      { tags: [SCRIPT, RIGHT_TO_LEFT, LONG], version: IMAGE, health: 'unhealthy', meta },
    );
  }
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });

  for (const path of ['/', '/services', '/changes', '/registries']) {
    await openLive(page, rollcall.url + path);
    await expectOnlyText(page);
  }
  for (const [index, service] of NAMES.entries()) {
    await openLive(page, `${rollcall.url}/services`);
    await serviceRow(page, service).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: service.trim(), exact: true })).toBeVisible();
    await expectOnlyText(page);
    // Drawn by the server, from the address.
    await openLive(page, page.url());
    await page.getByRole('tab', { name: 'Tags and metadata' }).click();
    await expect(page.getByRole('cell', { name: IMAGE }).first()).toBeVisible();
    await expect(page.getByRole('main').getByText(SCRIPT, { exact: true }).first()).toBeVisible();
    await expectOnlyText(page);
    await page.getByRole('tab', { name: /^Instances/ }).click();
    await instanceRow(page, '10.0.0.1:8080').getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: '10.0.0.1:8080' })).toBeVisible();
    await page.getByRole('button', { name: 'Show raw value' }).click();
    await expect(page.getByText(`hostile-${index}`).first()).toBeVisible();
    await expectOnlyText(page);
    const links = await page
      .getByRole('main')
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol));
    expect(new Set(links)).toEqual(new Set(['http:', 'https:']));
    const home = page.getByRole('link', { name: 'https://docs.example/a?b=c' }).first();
    await expect(home).toHaveAttribute('rel', /noopener/);
    await expect(page.getByText('javascript:window.hasRun=1', { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: /javascript/ })).toHaveCount(0);
  }

  await openLive(page, `${rollcall.url}/changes`);
  for (const [index, service] of NAMES.entries()) {
    await putPlain(
      writer,
      { service, folder: `hostile-${index}` },
      { version: SCRIPT, health: 'unhealthy', meta: { note: SCRIPT } },
    );
  }
  const updated = rowsOf(page, 'Changes, newest first').filter({ hasText: SCRIPT });
  await expect(updated).toHaveCount(NAMES.length);
  await updated
    .first()
    .getByRole('button', { name: /^Details of updated/ })
    .click();
  await expect(page.getByRole('listitem').filter({ hasText: SCRIPT }).first()).toBeVisible();
  await expectOnlyText(page);
  await openLive(page, rollcall.url);
  await expectOnlyText(page);
  expect(faults).toEqual([]);
});

test('output of a Consul check that would be markup is text where it is shown, and runs nothing', async ({ page }) => {
  test.skip(withoutConsul, 'asked to go without Consul');
  test.slow();
  const faults = await watchFaults(page);
  await using consul = await startConsul();
  const client = consulClient(consul.address);
  await client.register({
    Name: 'shop',
    Address: '10.1.0.1',
    Port: 80,
    Tags: [IMAGE, SCRIPT],
    Meta: { note: IMAGE },
    Check: { Name: IMAGE, TTL: '1h', Status: 'passing' },
  });
  await using rollcall = await startRollcall({ env: { CONSUL_HTTP_ADDR: consul.address } });
  await openLive(page, `${rollcall.url}/registries/consul/services/shop`);
  await client.setTtl('shop', 'critical', `${IMAGE}\n${SCRIPT}\n${'x'.repeat(3_000)}`);
  await expect(instanceRow(page, '10.1.0.1:80')).toContainText('critical');
  await page.getByRole('button', { name: 'Checks and metadata of 10.1.0.1:80' }).click();
  await expect(page.getByText(IMAGE).first()).toBeVisible();
  await expectOnlyText(page);
  await instanceRow(page, '10.1.0.1:80').getByRole('link').click();
  await expect(page.getByRole('main').getByText(SCRIPT).first()).toBeVisible();
  await expectOnlyText(page);
  for (const path of ['/', '/changes']) {
    await openLive(page, rollcall.url + path);
    await expect(page.getByRole('main').getByText(IMAGE).first()).toBeVisible();
    await expectOnlyText(page);
  }
  expect(faults).toEqual([]);
});
