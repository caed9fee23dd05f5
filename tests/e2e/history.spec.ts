import { expect, test } from '@playwright/test';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { departedRows, serviceBar, strip } from './support/histories';
import { expectSameDocument, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { deregister, register } from './support/registration';
import { instanceRow } from './support/rows';
import { expectNoViolations } from './support/violations';

test.describe('the history of services', () => {
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    // Without heartbeats it turns critical after three seconds.
    await register(rollcall.url, 'failing-1', { service: 'failing', ttlSeconds: 3, port: 7001 });
    await register(rollcall.url, 'steady-1', { service: 'steady', port: 7002 });
    await register(rollcall.url, 'steady-2', { service: 'steady', port: 7003 });
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  test('a bar tells its sum, and each part by the arrow keys', async ({ page }) => {
    const faults = await watchFaults(page);
    await openLive(page, `${rollcall.url}/services?range=1h`);
    const bar = serviceBar(page, 'steady');
    await expect(bar).toHaveAccessibleName(/^History of steady, 1 h: passing 100 %, nothing known before/);
    await bar.focus();
    await expect(bar).toHaveAttribute('aria-valuenow', '48');
    await expect(bar).toHaveAttribute('aria-valuetext', /UTC: passing$/);
    await page.keyboard.press('ArrowLeft');
    await expect(bar).toHaveAttribute('aria-valuenow', '47');
    await page.keyboard.press('Home');
    await expect(bar).toHaveAttribute('aria-valuetext', /UTC: not observed$/);
    await page.keyboard.press('ArrowLeft');
    await expect(bar).toHaveAttribute('aria-valuenow', '1');
    await page.keyboard.press('End');
    await expect(bar).toHaveAttribute('aria-valuenow', '48');
    await expect(bar).toBeFocused();
    expect(faults).toEqual([]);
  });

  test('the tooltip follows the pointer and goes with Escape', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services?range=1h`);
    const tip = page.locator('.history-tip');
    await serviceBar(page, 'steady').hover({ position: { x: 236, y: 10 } });
    await expect(tip).toContainText('passing');
    await page.keyboard.press('Escape');
    await expect(tip).toHaveCount(0);
    await serviceBar(page, 'steady').hover({ position: { x: 3, y: 10 } });
    await expect(tip).toContainText('not observed');
  });

  test('a bar shows what happens while one looks', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services?range=1h`);
    await expect(serviceBar(page, 'failing')).toHaveAccessibleName(/critical/, { timeout: 20_000 });
    await expectSameDocument(page);
  });

  test('the range stands in the address, and goes along to the page of a service', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services`);
    await page.getByLabel('Range of the histories').selectOption('6h');
    await expect(page).toHaveURL(/range=6h/);
    await expect(serviceBar(page, 'steady')).toHaveAccessibleName(/, 6 h: /);
    await page.getByRole('link', { name: 'steady', exact: true }).click();
    await expect(strip(page)).toHaveAccessibleName(/^History of steady, 6 h: /);
    await expect(instanceRow(page, '127.0.0.1:7002').getByRole('slider')).toHaveAccessibleName(/, 6 h: passing 100 %/);
  });

  test('the tab History tells the uptime and every stretch of an instance', async ({ page }) => {
    await openLive(page, `${rollcall.url}/registries/memory/services/failing?tab=history&range=1h`);
    const stretches = page.getByRole('table', { name: 'Stretches, newest first' });
    await expect(stretches.getByRole('row').filter({ hasText: 'critical' })).toHaveCount(1, { timeout: 20_000 });
    await expect(page.getByRole('table', { name: 'Uptime by instance' })).toContainText(/\d\d?\.\d\d %/);
    await openLive(page, `${rollcall.url}/registries/memory/services/steady?tab=history&range=1h`);
    // It is what the address says, which comes a moment after the click.
    const chosen = page.getByRole('radio', { name: 'Stretches of 127.0.0.1:7003' });
    await chosen.click();
    await expect(page).toHaveURL(/instance=/);
    await expect(chosen).toBeChecked();
    await expect(stretches.getByRole('row').nth(1)).toContainText('passing');
  });

  test('who left stays in sight with when and why, and so does its page', async ({ page }) => {
    await register(rollcall.url, 'leaving-1', { service: 'leaving', port: 7011, version: '1.2.3' });
    await register(rollcall.url, 'leaving-2', { service: 'leaving', port: 7012 });
    await openLive(page, `${rollcall.url}/registries/memory/services/leaving`);
    await expect(instanceRow(page, '127.0.0.1:7011')).toHaveCount(1);
    await deregister(rollcall.url, 'leaving-1');
    await expect(departedRows(page)).toHaveCount(1);
    await expect(departedRows(page)).toContainText(/127\.0\.0\.1:7011left \d+ s ago/);
    await expect(departedRows(page)).toContainText('deleted from the registry');
    await deregister(rollcall.url, 'leaving-2');
    await expect(departedRows(page)).toHaveCount(2);
    await expect(page.getByText('No instance of this service is registered any more.')).toBeVisible();
    await expectSameDocument(page);

    await openLive(page, page.url());
    await expect(departedRows(page)).toHaveCount(2);
    await departedRows(page).filter({ hasText: '7011' }).getByRole('link').click();
    await expect(page.getByText('This instance is gone.')).toBeVisible();
    await expect(page.getByText('1.2.3', { exact: true })).toBeVisible();
    await expect(strip(page)).toHaveAccessibleName(/^History of 127\.0\.0\.1:7011/);

    await register(rollcall.url, 'leaving-1', { service: 'leaving', port: 7011 });
    await expect(page.getByText(/^passing for/)).toBeVisible();
  });

  test('bars that cannot be read say so once, and are read again on request', async ({ page }) => {
    let isBroken = true;
    await page.route('**/api/v1/histories?*', (route) =>
      isBroken
        ? route.fulfill({ status: 503, contentType: 'application/problem+json', json: { detail: 'The disk is full.' } })
        : route.continue(),
    );
    await openLive(page, `${rollcall.url}/services?range=1h`);
    const trouble = page.getByRole('main').getByText('The history could not be read: The disk is full.');
    await expect(trouble).toBeVisible();
    isBroken = false;
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(serviceBar(page, 'steady')).toBeVisible();
    await expect(trouble).toHaveCount(0);
  });

  for (const theme of ['dark', 'light'] as const) {
    test(`is free of violations and fits into 380 pixels, ${theme}`, async ({ page, context }) => {
      await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
      await openLive(page, `${rollcall.url}/services?range=1h`);
      await serviceBar(page, 'steady').focus();
      await expectNoViolations(page);
      for (const tab of ['instances', 'history']) {
        await openLive(page, `${rollcall.url}/registries/memory/services/steady?tab=${tab}&range=1h`);
        await expect(page.getByRole('table').getByRole('slider')).toHaveCount(2);
        await expectNoViolations(page);
      }
      await page.setViewportSize({ width: 380, height: 800 });
      for (const path of ['/services', '/registries/memory/services/steady?tab=history']) {
        await openLive(page, rollcall.url + path);
        const bar = page.getByRole('table').getByRole('slider').first();
        await expect(bar).toBeVisible();
        const { x, width } = (await bar.boundingBox()) ?? { x: 0, width: 0 };
        expect(x + width).toBeLessThanOrEqual(364);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(380);
        await expectNoViolations(page);
      }
    });
  }
});
