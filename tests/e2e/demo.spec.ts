import { expect, test } from '@playwright/test';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { deregister, register } from './support/registration';
import { changeRows, rowsOf, serviceRow } from './support/rows';

test('a new user sees the demo fleet live, that it is demo data, and how to connect a registry', async ({ page }) => {
  await using rollcall = await startRollcall();
  await openLive(page, rollcall.url);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByText('Demo data.')).toBeVisible();
  await expect(main.getByText('CONSUL_HTTP_ADDR').first()).toBeVisible();
  await expect(main.getByText('ETCDCTL_ENDPOINTS').first()).toBeVisible();
  await expect(main.getByRole('heading', { name: 'Needs attention' })).toBeVisible();
  await expect(main.getByRole('heading', { name: 'Latest changes' })).toBeVisible();

  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Services/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Services' })).toBeVisible();
  await expect.poll(() => rowsOf(page, 'Services').count()).toBeGreaterThanOrEqual(12);
  await expectSameDocument(page);
});

test('the demo fleet moves by itself in an open page', async ({ page }) => {
  await using rollcall = await startRollcall({ env: { ROLLCALL_DEMO_SPEED: '60' } });
  await openLive(page, `${rollcall.url}/changes`);
  const newest = rowsOf(page, 'Changes, newest first').first();
  for (const _ of [1, 2, 3]) {
    const before = await newest.innerText();
    await expect(newest).not.toHaveText(before, { timeout: 30_000, useInnerText: true });
  }
  await expectSameDocument(page);
});

test('a program that registers over HTTP comes, turns critical without heartbeats and goes in open pages', async ({
  page,
  context,
}) => {
  await using rollcall = await startRollcall();
  await openLive(page, `${rollcall.url}/services?q=curl-joined`);
  const changes = await context.newPage();
  await openLive(changes, `${rollcall.url}/changes?service=curl-joined`);
  await expect(page.getByRole('heading', { name: 'No service matches' })).toBeVisible();

  await register(rollcall.url, 'curl-1', { service: 'curl-joined', ttlSeconds: 3 });
  await expect(serviceRow(page, 'curl-joined')).toContainText('1 passing');
  await expect(changeRows(changes, 'curl-joined', 'registered')).toHaveCount(1);

  await expect(serviceRow(page, 'curl-joined')).toContainText('1 of 1 critical');
  await expect(changeRows(changes, 'curl-joined', 'passing to critical')).toHaveCount(1);

  await deregister(rollcall.url, 'curl-1');
  await expect(serviceRow(page, 'curl-joined')).toHaveCount(0);
  await expect(changes.getByRole('cell', { name: 'deregistered', exact: true })).toHaveCount(1);
  await expectSameDocument(page, changes);
});

test('no page breaks its own policy or fails in the browser, opened or led to', async ({ page }) => {
  test.slow();
  const faults = await watchFaults(page);
  await using rollcall = await startRollcall({ env: { ROLLCALL_DEMO_SPEED: '30' } });
  const names = ['Overview', 'Services', 'Changes', 'Registries'];
  for (const path of ['/', '/services', '/changes', '/registries']) await openLive(page, rollcall.url + path);
  for (const name of names) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  }
  await openLive(page, `${rollcall.url}/services`);
  await serviceRow(page, 'payments').getByRole('link').click();
  const instances = rowsOf(page, 'Instances');
  await page.getByRole('heading', { level: 1 }).hover();
  await instances.first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Checks', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Checks', exact: true })).toBeVisible();
  await page.goBack();
  await page.reload();
  await expect(instances.first()).toBeVisible();
  expect(faults).toEqual([]);
});
