import { expect, test } from '@playwright/test';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { beginBecause, chooseInRow, drawer } from './support/acting';
import { openLive } from './support/open-page';
import { register } from './support/registration';
import { expectNoViolations } from './support/violations';

test.describe('acting', () => {
  let rollcall: RollcallServer;
  let service: string;
  test.beforeAll(async () => {
    rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    service = `${rollcall.url}/registries/memory/services/orders`;
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
      await register(rollcall.url, `orders-${n}`, { service: 'orders', port: 9000 + n });
    }
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  for (const theme of ['dark', 'light'] as const) {
    for (const [size, width] of [
      ['wide', 1440],
      ['380 pixels', 380],
    ] as const) {
      test(`is free of WCAG 2.2 AA violations from the row to Actions: ${theme}, ${size}`, async ({
        page,
        context,
      }) => {
        test.slow();
        const place = `127.0.0.1:900${1 + (theme === 'dark' ? 0 : 1) + (width === 380 ? 2 : 0)}`;
        // So high that the bar of what is selected covers no row, whose buttons would then count as too small.
        await page.setViewportSize({ width, height: 1400 });
        await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
        await openLive(page, service);
        await page.getByRole('button', { name: `Actions on ${place}` }).click();
        await expectNoViolations(page);
        await page.keyboard.press('Escape');
        await page.getByRole('checkbox', { name: `Select ${place}` }).check();
        await expectNoViolations(page);
        await chooseInRow(page, place, 'Drain');
        await expect(drawer(page).getByRole('heading', { name: 'What it does to traffic' })).toBeVisible();
        await drawer(page)
          .getByText(/^What is written/)
          .click();
        await expectNoViolations(page);
        await beginBecause(page, 'tried', `Drain orders ${place}`);
        await expect(drawer(page).getByRole('status').filter({ hasText: 'is drained' })).toBeVisible();
        await expectNoViolations(page);
        await page.keyboard.press('Escape');
        await expectNoViolations(page);
        await page.goto(`${rollcall.url}/actions`);
        await page
          .getByRole('button', { name: /^Targets of/ })
          .first()
          .click();
        await expectNoViolations(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
        await page
          .getByRole('main')
          .getByRole('link', { name: /^Drain/ })
          .first()
          .click();
        await expect(page.getByRole('heading', { name: 'Changes it caused' })).toBeVisible();
        await expectNoViolations(page);
      });

      test(`the form that registers by hand is free of violations: ${theme}, ${size}`, async ({ page, context }) => {
        await page.setViewportSize({ width, height: 800 });
        await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
        await openLive(page, `${rollcall.url}/services`);
        await page.getByRole('button', { name: 'Register an instance…' }).click();
        await drawer(page).getByRole('button', { name: 'Register', exact: true }).click();
        await expectNoViolations(page);
      });
    }
  }

  test('the list of actions teaches while it is empty, and says when nothing matches', async ({ page }) => {
    await using empty = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    await openLive(page, `${empty.url}/actions`);
    await expect(page.getByRole('heading', { name: 'Nothing has been done yet' })).toBeVisible();
    await expectNoViolations(page);
    await page.goto(`${empty.url}/actions?kind=drain&state=returned`);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing has been done yet' })).toBeVisible();
    await page.goto(`${empty.url}/actions/none`);
    await expect(page.getByRole('heading', { name: 'There is no such action' })).toBeVisible();
  });
});
