import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../support/free-port';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { expectStream, markDocument } from './support/open-page';
import { expectNoViolations } from './support/violations';

const PAGES = ['overview', 'services', 'service', 'instance', 'changes', 'registries', 'actions', 'not found'] as const;
type PageName = (typeof PAGES)[number];

test.describe('every page', () => {
  test.describe.configure({ timeout: 120_000 });
  let rollcall: RollcallServer;
  let instance: string;
  test.beforeAll(async () => {
    // Beside the demo fleet a registry that is not there, so that pages show a stale link too.
    const nobody = await freePort();
    rollcall = await startRollcall({
      env: { ROLLCALL_DEMO: 'on', ROLLCALL_DEMO_SPEED: '20', ETCDCTL_ENDPOINTS: `http://127.0.0.1:${nobody}` },
    });
    const answer = await fetch(`${rollcall.url}/api/v1/instances?service=payments&limit=1`);
    const { items } = (await answer.json()) as { items: readonly { id: string }[] };
    instance = items[0]?.id ?? '';
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  function pathOf(name: PageName): string {
    const paths: Record<PageName, string> = {
      overview: '/',
      services: '/services',
      service: '/registries/memory/services/payments',
      instance: `/registries/memory/instances/${encodeURIComponent(instance)}`,
      changes: '/changes',
      registries: '/registries',
      actions: '/actions',
      'not found': '/nowhere',
    };
    return paths[name];
  }

  async function open(page: Page, name: PageName): Promise<void> {
    await page.goto(rollcall.url + pathOf(name));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('banner').getByRole('status')).toContainText('stale', { timeout: 20_000 });
    await expectStream(page);
    await markDocument(page);
  }

  for (const theme of ['dark', 'light'] as const) {
    for (const name of PAGES) {
      test(`is free of WCAG 2.2 AA violations: ${name}, ${theme}`, async ({ page, context }) => {
        await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
        await open(page, name);
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        await expectNoViolations(page);
      });
    }
  }

  test('is free of violations where the help lies over it, a row is open and the picture is paused', async ({
    page,
  }) => {
    await open(page, 'changes');
    await page.getByRole('button', { name: 'Pause updates' }).click();
    await page
      .getByRole('button', { name: /^Details of/ })
      .first()
      .click();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Keyboard help' }).click();
    await expectNoViolations(page);
  });

  test('is free of violations where the search suggests pages', async ({ page }) => {
    await open(page, 'changes');
    await page.keyboard.press('/');
    await page.keyboard.type('payments');
    await page.keyboard.press('ArrowDown');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await expect(list.getByRole('option', { selected: true })).toBeVisible();
    await expectNoViolations(page);
  });

  for (const tab of ['changes', 'metadata']) {
    test(`is free of violations on the tab ${tab} of a service`, async ({ page }) => {
      await page.goto(`${rollcall.url}${pathOf('service')}?tab=${tab}`);
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await expectNoViolations(page);
    });
  }

  for (const name of PAGES) {
    test(`fits into 380 pixels, free of violations and without scrolling sideways: ${name}`, async ({ page }) => {
      await page.setViewportSize({ width: 380, height: 800 });
      await page.goto(rollcall.url + pathOf(name));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeInViewport();
      expect(await tooWide(page)).toEqual([]);
      expect(await documentScrolls(page)).toBe(false);
      await expectNoViolations(page);
    });
  }

  for (const name of PAGES) {
    test(`scrolls within its sheet, never the document: ${name}`, async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await open(page, name);
      expect(await documentScrolls(page)).toBe(false);
    });
  }

  function documentScrolls(page: Page): Promise<boolean> {
    return page.evaluate(() => document.documentElement.scrollHeight > window.innerHeight);
  }

  /** What one could scroll sideways, but for a strip of controls and code, which scroll by themselves. */
  function tooWide(page: Page): Promise<readonly string[]> {
    return page.evaluate(() =>
      [...document.querySelectorAll('html, body, main, main > *')]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map((element) => `${element.tagName}: ${element.scrollWidth} > ${element.clientWidth}`),
    );
  }
});
