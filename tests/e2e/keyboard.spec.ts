import { expect, type Page, test } from '@playwright/test';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { register } from './support/registration';
import { rowsOf, serviceRow } from './support/rows';

test.describe('with the keyboard alone', () => {
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    for (const service of ['alpha', 'beta', 'gamma']) await register(rollcall.url, service, { service });
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  function heading(page: Page, name: string) {
    return page.getByRole('heading', { level: 1, name, exact: true });
  }

  test('slash finds, Enter goes to the row and opens it', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services`);
    const search = page.getByRole('searchbox', { name: 'Search services' });
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.type('gam');
    await expect(rowsOf(page, 'Services')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(serviceRow(page, 'gamma').getByRole('link')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(page, 'gamma')).toBeVisible();
    await expectSameDocument(page);
  });

  test('slash and Enter on any page search on Services; Escape clears, and again leaves the field', async ({
    page,
  }) => {
    await openLive(page, `${rollcall.url}/changes`);
    await page.keyboard.press('/');
    await page.keyboard.type('beta');
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Services')).toBeVisible();
    await expect(page).toHaveURL(/q=beta/);
    await expect(rowsOf(page, 'Services')).toHaveCount(1);
    const search = page.getByRole('searchbox', { name: 'Search services' });
    await search.focus();
    await page.keyboard.press('Escape');
    await expect(rowsOf(page, 'Services')).toHaveCount(3);
    await page.keyboard.press('Escape');
    await expect(search).not.toBeFocused();
  });

  test('arrows choose among the services and instances suggested on any page, and Enter opens', async ({ page }) => {
    await openLive(page, `${rollcall.url}/changes`);
    await page.keyboard.press('/');
    await page.keyboard.type('gam');
    const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await expect(options).toHaveText([/^gamma/, /^127\.0\.0\.1:8080/, /^All services with “gam”/]);
    const field = page.getByRole('combobox', { name: 'Search services' });
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await expect(field).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(page, '127.0.0.1:8080')).toBeVisible();
    await expect(options).toHaveCount(0);

    await page.keyboard.press('/');
    await page.keyboard.type('bet');
    await options.first().click();
    await expect(heading(page, 'beta')).toBeVisible();
    await expect(field).toHaveValue('');
    await expectSameDocument(page);
  });

  test('the arrow down leads into the rows of a page just opened', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services?sort=name`);
    await page.keyboard.press('ArrowDown');
    await expect(serviceRow(page, 'alpha').getByRole('link')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(serviceRow(page, 'beta').getByRole('link')).toBeFocused();
  });

  test('g and a letter lead to the pages', async ({ page }) => {
    await openLive(page, rollcall.url);
    for (const [key, name] of [
      ['s', 'Services'],
      ['c', 'Changes'],
      ['r', 'Registries'],
      ['o', 'Overview'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await expect(heading(page, name)).toBeVisible();
    }
    await expectSameDocument(page);
  });

  test('the question mark opens the help, Escape closes it and gives the focus back', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services`);
    await serviceRow(page, 'beta').getByRole('link').focus();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(help).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await expect(serviceRow(page, 'beta').getByRole('link')).toBeFocused();
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: 'Pause updates' })).toBeVisible();
  });

  test('Tab first offers to skip to the content, and reaches the rows, which arrows walk and Enter opens', async ({
    page,
  }) => {
    await openLive(page, `${rollcall.url}/services?sort=name`);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    const first = serviceRow(page, 'alpha').getByRole('link');
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (await first.evaluate((link) => link === document.activeElement)) break;
    }
    await expect(first).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(serviceRow(page, 'beta').getByRole('link')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(serviceRow(page, 'gamma').getByRole('link')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(first).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(page, 'alpha')).toBeVisible();
  });

  test('arrows change the tab of a service', async ({ page }) => {
    await openLive(page, `${rollcall.url}/registries/memory/services/alpha`);
    await page.getByRole('tab', { name: /^Instances/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { selected: true })).toHaveAccessibleName('History');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { selected: true })).toHaveAccessibleName(/^Changes/);
    await expect(page.getByRole('tab', { selected: true })).toBeFocused();
    await expect(page.getByRole('table', { name: 'Changes, newest first' })).toBeVisible();
  });
});
