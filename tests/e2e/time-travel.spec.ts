import { expect, type Page, test } from '@playwright/test';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { pastBanner, serviceBar } from './support/histories';
import { expectSameDocument, linkBadge, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { deregister, register } from './support/registration';
import { instanceRow, rowsOf, serviceRow } from './support/rows';
import { expectNoViolations } from './support/violations';

test.describe('time travel', () => {
  let rollcall: RollcallServer;
  /** When `early` was there, and `late` and the second of `early` were not. */
  let then: string;
  test.beforeAll(async ({ browser }) => {
    rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    await register(rollcall.url, 'early-1', { service: 'early', port: 7001, version: '1.0.0', tags: ['old'] });
    await register(rollcall.url, 'passing-by', { service: 'brief', port: 7002 });
    const page = await browser.newPage();
    await openLive(page, `${rollcall.url}/services`);
    await expect(rowsOf(page, 'Services')).toHaveCount(2);
    then = new Date().toISOString();
    await page.close();
    await register(rollcall.url, 'late-1', { service: 'late', port: 7003 });
    await register(rollcall.url, 'early-1', { service: 'early', port: 7001, version: '2.0.0', tags: ['new'] });
    await register(rollcall.url, 'early-2', { service: 'early', port: 7004 });
    await deregister(rollcall.url, 'passing-by');
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  function at(path: string, query: Readonly<Record<string, string>> = {}): string {
    return `${rollcall.url}${path}?${new URLSearchParams({ at: then, ...query })}`;
  }

  /** Services that are listed, in order. */
  async function expectServices(page: Page, ...names: readonly string[]): Promise<void> {
    await expect(rowsOf(page, 'Services').getByRole('link')).toHaveText(names);
  }

  test('a pasted link shows the services of then, and Escape and Back lead to now and there again', async ({
    page,
  }) => {
    const faults = await watchFaults(page);
    await page.goto(at('/services', { sort: 'name' }));
    await expectServices(page, 'brief', 'early');
    await expect(pastBanner(page)).toContainText(`You see ${then.slice(11, 19)} UTC`);
    await expect(linkBadge(page)).toHaveText('Past');
    await expect(serviceRow(page, 'early')).toContainText('1.0.0');

    await page.keyboard.press('Escape');
    await expectServices(page, 'early', 'late');
    await expect(page).not.toHaveURL(/at=/);
    await expect(pastBanner(page)).toHaveCount(0);
    await expect(linkBadge(page)).toHaveText('Live');

    await page.goBack();
    await expectServices(page, 'brief', 'early');
    await pastBanner(page).getByRole('button', { name: 'Back to live' }).click();
    await expectServices(page, 'early', 'late');
    expect(faults).toEqual([]);
  });

  test('filters, sorts and search work in the past, and nothing moves there', async ({ page }) => {
    await page.goto(at('/services', { tag: 'old' }));
    await expectServices(page, 'early');
    await page.goto(at('/services', { q: '7002' }));
    await expectServices(page, 'brief');
    await page.goto(at('/services', { sort: 'name' }));
    await expectServices(page, 'brief', 'early');
    await register(rollcall.url, 'newest-1', { service: 'newest', port: 7009 });
    const live = await page.context().newPage();
    await openLive(live, `${rollcall.url}/services`);
    await expect(serviceRow(live, 'newest')).toHaveCount(1);
    await expectServices(page, 'brief', 'early');
    await deregister(rollcall.url, 'newest-1');
  });

  test('a row leads to the service as it was, and on to the instance; nothing can be done to either', async ({
    page,
  }) => {
    await page.goto(at('/services'));
    await serviceRow(page, 'early').getByRole('link').click();
    await expect(pastBanner(page)).toBeVisible();
    await expect(rowsOf(page, 'Instances')).toHaveCount(1);
    await expect(instanceRow(page, '127.0.0.1:7001')).toContainText('1.0.0');
    await page.getByRole('checkbox', { name: 'Select 127.0.0.1:7001' }).check();
    const drain = page.getByRole('region', { name: 'Selected instances' }).getByRole('button', { name: 'Drain' });
    await expect(drain).toHaveAttribute('aria-disabled', 'true');
    await expect(drain).toHaveAccessibleDescription('You see the past: go back to live to act.');

    await instanceRow(page, '127.0.0.1:7001').getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: '127.0.0.1:7001' })).toBeVisible();
    await expect(pastBanner(page)).toBeVisible();
    await expect(page.getByText('1.0.0', { exact: true }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('2.0.0', { exact: true }).first()).toBeVisible();
  });

  test('a service that had gone is there at its time', async ({ page }) => {
    await page.goto(at('/registries/memory/services/brief'));
    await expect(instanceRow(page, '127.0.0.1:7002')).toHaveCount(1);
    await pastBanner(page).getByRole('button', { name: 'Back to live' }).click();
    await expect(page.getByText('No instance of this service is registered any more.')).toBeVisible();
  });

  test('Enter on a part of a bar travels there', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services?range=1h`);
    const bar = serviceBar(page, 'early');
    await bar.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/at=/);
    await expect(page).toHaveURL(/range=1h/);
    await expect(pastBanner(page)).toBeVisible();
    await expect(serviceRow(page, 'early')).toHaveCount(1);
    await expectSameDocument(page);
  });

  test('a moment nobody observed says so', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services`);
    await page.getByRole('button', { name: 'As of another time' }).click();
    await page.getByRole('button', { name: '− 1 d' }).click();
    await expect(pastBanner(page)).toContainText('memory was not observed then; nothing is known of that time.');
    await expect(rowsOf(page, 'Services')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Nothing known of that time' })).toBeVisible();
  });

  test('a moment can be typed; one that has not passed is refused', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services`);
    await page.getByRole('button', { name: 'As of another time' }).click();
    const field = page.getByLabel('Day and time, UTC');
    await field.fill('2999-01-01T00:00:00');
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeDisabled();
    await field.fill(then.slice(0, 19));
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`at=${encodeURIComponent(then.slice(0, 19))}Z`));
    await expect(pastBanner(page)).toBeVisible();
  });

  for (const theme of ['dark', 'light'] as const) {
    test(`is free of violations in the past, ${theme}`, async ({ page, context }) => {
      await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
      await page.goto(at('/services'));
      await expect(serviceBar(page, 'early')).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole('button', { name: /^As of/ }).click();
      await expect(page.getByRole('button', { name: '+ 5 min' })).toBeVisible();
      await expectNoViolations(page);
      await page.setViewportSize({ width: 380, height: 800 });
      for (const path of ['/services', '/registries/memory/services/early']) {
        await page.goto(at(path));
        await expect(pastBanner(page)).toBeVisible();
        await expect(page.getByRole('table').getByRole('slider').first()).toBeVisible();
        await expectNoViolations(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(380);
      }
    });
  }
});
