import { expect, type Page, test } from '@playwright/test';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';
import { expectStream } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { expectNoViolations } from './support/violations';

let rollcall: RollcallServer;
test.beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'on', ROLLCALL_DEMO_SPEED: '20' } });
  await eventually(
    async () => {
      const answer = await fetch(`${rollcall.url}/api/v1/changes/noisiest`);
      return ((await answer.json()) as { items: readonly unknown[] }).items.length > 0;
    },
    { timeoutMs: 30_000 },
  );
});
test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`${rollcall.url}/${query}`);
  await expectStream(page);
}

const chart = (page: Page) => page.getByRole('application', { name: /^Instances not passing over/ });
const rate = (page: Page) => page.getByRole('application', { name: /changes? in/ });

test('says what was not passing when, and what was not observed, over the range in the address', async ({ page }) => {
  await open(page);
  await expect(chart(page)).toHaveAccessibleName(/over 24 h: now .*passing/);
  await expect(chart(page)).toHaveAccessibleName(/memory was not observed/);
  await expect(rate(page)).toHaveAccessibleName(/in 24 h/);
  await page.getByRole('group', { name: 'Range' }).getByText('1 h', { exact: true }).click();
  await expect(page).toHaveURL(/\?range=1h$/);
  await expect(chart(page)).toHaveAccessibleName(/over 1 h/);
  await page.goBack();
  await expect(chart(page)).toHaveAccessibleName(/over 24 h/);
});

test('is walked with the arrow keys', async ({ page }) => {
  await open(page, '?range=1h');
  await chart(page).focus();
  await page.keyboard.press('ArrowRight');
  const tip = page.locator('.chart-tip');
  const first = await tip.textContent();
  expect(first).toMatch(/\d\d:\d\d – \d\d:\d\d UTC/);
  await page.keyboard.press('ArrowRight');
  await expect(tip).not.toHaveText(first ?? '');
});

test('is a table too', async ({ page }) => {
  await open(page, '?range=1h');
  await page.getByRole('button', { name: 'Table of instances not passing' }).click();
  const table = page.getByRole('region', { name: 'Instances by state, on average' });
  await expect(table.getByRole('row').nth(1)).toContainText(/\d\d:\d\d/);
  await expect(chart(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Chart of instances not passing' }).click();
  await expect(chart(page)).toBeVisible();
});

test('names the noisiest instances, and leads to them', async ({ page }) => {
  await open(page, '?range=1h');
  const noisiest = page.getByRole('region', { name: 'Noisiest instances' });
  const rows = noisiest.getByRole('row').filter({ has: page.getByRole('link') });
  await expect(rows.first()).toContainText(/\d+$/);
  await expect(rows.first().getByRole('link').first()).toHaveAttribute('href', /^\/registries\/memory\/instances\//);
});

test('says that a history could not be read, and reads it again when asked', async ({ page }) => {
  await page.route('**/api/v1/history?**', (route) => route.fulfill({ status: 503, body: '' }));
  await open(page);
  const alert = page.getByRole('alert').filter({ hasText: 'could not be read' });
  await expect(alert).toBeVisible({ timeout: 20_000 });
  await page.unroute('**/api/v1/history?**');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(chart(page)).toBeVisible();
});

for (const theme of ['dark', 'light'] as const) {
  for (const width of [1440, 380]) {
    test(`is free of WCAG 2.2 AA violations and breaks no policy: ${theme}, ${width} px`, async ({ page, context }) => {
      await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
      await page.setViewportSize({ width, height: 900 });
      const faults = await watchFaults(page);
      await open(page, '?range=1h');
      await expect(rate(page)).toBeVisible();
      await chart(page).focus();
      await expectNoViolations(page);
      await page.getByRole('button', { name: 'Table of instances not passing' }).click();
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(faults).toEqual([]);
    });
  }
}
