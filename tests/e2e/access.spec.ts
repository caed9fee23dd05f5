import { expect, type Page, test } from '@playwright/test';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { ACCOUNTS_YAML, ADMIN, firstAdminCode, makeAdmin, openAccount, signIn, VIEWER } from './support/accounts';
import { drawer, select, selectionBar } from './support/acting';
import { expectSameDocument, linkBadge, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { serviceRow } from './support/rows';
import { expectNoViolations } from './support/violations';

test('the first admin is made with the printed code, and goes on to where they wanted', async ({ page }) => {
  await using rollcall = await startRollcall({ yaml: ACCOUNTS_YAML });
  const faults = await watchFaults(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${rollcall.url}/services?health=critical`);
  await expect(page.getByRole('heading', { name: 'Make the first admin' })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(asked).not.toContain('/api/v1/stream');
  await expectNoViolations(page);

  await page.getByLabel('One-time code').fill('AAAA-AAAA-AAAA-AAAA');
  await page.getByLabel('Name').fill(ADMIN.name);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Make the first admin' }).click();
  await expect(page.getByText('At least 12 characters; these are 9.')).toBeVisible();
  expect(faults).toEqual([]);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Make the first admin' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'not the code' })).toBeVisible();

  await page.getByLabel('One-time code').fill(await firstAdminCode(rollcall));
  await page.getByRole('button', { name: 'Make the first admin' }).click();
  await page.waitForURL(`${rollcall.url}/services?health=critical`);
  await expect(page.getByRole('button', { name: `Account: ${ADMIN.email}` })).toBeVisible();
});

test('a wrong password is said in words, many of them with how long to wait', async ({ page }) => {
  // Each attempt costs the server a slow hash.
  test.slow();
  // Its own: attempts are counted by address too, and other tests sign in.
  await using rollcall = await startRollcall({ yaml: ACCOUNTS_YAML });
  await makeAdmin(rollcall);
  await page.goto(`${rollcall.url}/login`);
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The e-mail or the password is wrong.' })).toBeVisible();
  await expectNoViolations(page);
  await expect(async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText(/^Too many attempts\. Try again in \d+ (s|min)\.$/)).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 90_000 });
});

test.describe('with accounts', () => {
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    rollcall = await startRollcall({ yaml: ACCOUNTS_YAML, env: { ROLLCALL_DEMO: 'on' } });
    await makeAdmin(rollcall);
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  async function signInAt(page: Page, path: string): Promise<void> {
    await page.goto(rollcall.url + path);
    await signIn(page, ADMIN);
  }

  test('signing in leads on within Rollcall alone', async ({ page }) => {
    await page.goto(`${rollcall.url}/login?next=${encodeURIComponent('//evil.example/')}`);
    await signIn(page, ADMIN);
    expect(page.url()).toBe(`${rollcall.url}/`);
    await page.goto(`${rollcall.url}/login?next=/changes`);
    expect(page.url()).toBe(`${rollcall.url}/changes`);
  });

  test('a user is added with a password shown once, and as a viewer may not act, which the controls say', async ({
    page,
    browser,
  }) => {
    await signInAt(page, '/access');
    await page.getByRole('button', { name: 'Add user' }).click();
    await drawer(page).getByLabel('Name').fill(VIEWER.name);
    await drawer(page).getByLabel('E-mail').fill(VIEWER.email);
    await expectNoViolations(page);
    await drawer(page).getByRole('button', { name: 'Add user' }).click();
    const password = (await drawer(page).locator('[data-secret="password"]').textContent()) ?? '';
    await drawer(page).getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('row', { name: VIEWER.email })).toContainText('viewer');

    const theirs = await browser.newPage();
    await theirs.goto(`${rollcall.url}/registries/memory/services/payments`);
    await signIn(theirs, { email: VIEWER.email, password });
    await openLive(theirs, `${rollcall.url}/registries/memory/services/payments`);
    const box = theirs.getByRole('checkbox', { name: /^Select \d/ }).first();
    const [address = ''] = /\S+$/.exec((await box.getAttribute('aria-label')) ?? '') ?? [];
    await select(theirs, address);
    const drain = selectionBar(theirs).getByRole('button', { name: 'Drain' });
    await expect(drain).toHaveAttribute('aria-disabled', 'true');
    await expect(drain).toHaveAccessibleDescription('Your role is viewer; acting needs the role operator.');
    await drain.click({ force: true });
    await expect(drawer(theirs)).toHaveCount(0);
    await expect(theirs.getByRole('link', { name: 'Access' })).toHaveCount(0);
    await theirs.goto(`${rollcall.url}/access`);
    await expect(theirs.getByRole('heading', { name: 'Only admins see who has access' })).toBeVisible();

    await page.getByRole('button', { name: `What to do with ${VIEWER.email}` }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await page
      .getByRole('dialog', { name: `Disable ${VIEWER.email}?` })
      .getByRole('button', { name: 'Disable' })
      .click();
    await expect(page.getByRole('row', { name: VIEWER.email })).toContainText('disabled');
    await theirs.goto(`${rollcall.url}/services`);
    await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await theirs.close();
  });

  test('the last admin can be neither disabled nor removed nor made less, and is told why', async ({ page }) => {
    await signInAt(page, '/access');
    await page.getByRole('button', { name: `What to do with ${ADMIN.email}` }).click();
    for (const name of ['Disable', 'Remove']) {
      const item = page.getByRole('menuitem', { name });
      await expect(item).toHaveAttribute('aria-disabled', 'true');
      await expect(item).toContainText('The last admin');
    }
    await page.getByRole('menuitem', { name: 'Change role' }).click();
    await drawer(page).getByText('viewer', { exact: true }).click();
    await drawer(page).getByRole('button', { name: 'Make viewer' }).click();
    await expect(drawer(page).getByText('The last admin: make somebody else an admin first.')).toBeVisible();
  });

  test('a token is made, works, is shown once, and after it is revoked works no more', async ({ page }) => {
    await signInAt(page, '/access?tab=tokens');
    await page.getByRole('button', { name: 'Make token' }).click();
    await drawer(page).getByLabel('Name').fill('deploy-pipeline');
    await drawer(page).getByText('operator', { exact: true }).click();
    await drawer(page).getByText('only some').click();
    await drawer(page).getByRole('button', { name: 'Make token' }).click();
    await expect(drawer(page).getByText('Tick a registry or name a service')).toBeVisible();
    await drawer(page).getByRole('textbox', { name: 'Services' }).fill('payments\ncheckout-*');
    await drawer(page).getByText('30 days').click();
    await drawer(page).getByRole('button', { name: 'Make token' }).click();
    const token = (await drawer(page).locator('[data-secret="token"]').textContent()) ?? '';
    await expectNoViolations(page);
    await drawer(page).getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText(token)).toHaveCount(0);
    const row = page.getByRole('row', { name: 'deploy-pipeline' });
    await expect(row).toContainText(/operator.*payments, checkout-\*.*never.*in 30 d/);

    const ask = () => fetch(`${rollcall.url}/api/v1/services`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    await row.getByRole('button', { name: 'Revoke deploy-pipeline' }).click();
    await page.getByRole('dialog', { name: 'Revoke deploy-pipeline?' }).getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByText('1 token revoked')).toBeVisible();
    expect((await ask()).status).toBe(401);
  });

  test('a page whose session has ended says so, stays as it is, asks no more and leads back to itself', async ({
    page,
    context,
  }) => {
    await signInAt(page, '/services');
    await openLive(page, `${rollcall.url}/services?sort=name`);
    const other = await context.newPage();
    await other.goto(`${rollcall.url}/changes`);
    await openAccount(other);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.waitForURL(`${rollcall.url}/login`);

    await expect(page.getByRole('alert').filter({ hasText: 'You were signed out.' })).toBeVisible({ timeout: 20_000 });
    await expect(linkBadge(page)).toHaveText('Signed out');
    await expect(serviceRow(page, 'payments')).toBeVisible();
    let streams = 0;
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/stream')) streams += 1;
    });
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await signIn(page, ADMIN);
    expect(page.url()).toBe(`${rollcall.url}/services?sort=name`);
    expect(streams).toBeLessThanOrEqual(1);
  });

  test('a page whose session has ended goes on once one has signed in again in another tab', async ({
    page,
    context,
  }) => {
    await signInAt(page, '/services');
    await openLive(page, `${rollcall.url}/services`);
    await context.clearCookies();
    await expect(linkBadge(page)).toHaveText('Signed out', { timeout: 20_000 });
    const other = await context.newPage();
    await other.goto(`${rollcall.url}/login`);
    await signIn(other, ADMIN);
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(linkBadge(page)).toHaveText('Live', { timeout: 20_000 });
    await expectSameDocument(page);
    await expect(page.getByText('You were signed out.')).toHaveCount(0);
  });

  test('a link that is followed after the session has ended leads to the login page, without the frame', async ({
    page,
    context,
  }) => {
    await signInAt(page, '/services');
    await openLive(page, `${rollcall.url}/services`);
    await context.clearCookies();
    await page.getByRole('link', { name: 'Changes' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await signIn(page, ADMIN);
    expect(page.url()).toBe(`${rollcall.url}/changes`);
  });

  test('a password is changed where the old one is known', async ({ page }) => {
    await signInAt(page, '/');
    await openAccount(page);
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Change password' }).click();
    await drawer(page).getByLabel('Current password').fill('not the one at all');
    await drawer(page).getByLabel('New password').fill(ADMIN.password);
    await drawer(page).getByRole('button', { name: 'Change password' }).click();
    await expect(drawer(page).getByText('This is not your password')).toBeVisible();
    await drawer(page).getByLabel('Current password').fill(ADMIN.password);
    await drawer(page).getByRole('button', { name: 'Change password' }).click();
    await expect(drawer(page).getByText('Your password is changed.')).toBeVisible();
  });

  for (const theme of ['dark', 'light'] as const) {
    test(`is free of violations, wide and at 380 pixels: ${theme}`, async ({ page, context }) => {
      await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
      await page.goto(`${rollcall.url}/login?next=/access`);
      await expectNoViolations(page);
      await signIn(page, ADMIN);
      for (const width of [1440, 380]) {
        await page.setViewportSize({ width, height: 800 });
        for (const tab of ['Users', 'API tokens']) {
          await page.getByRole('tab', { name: tab }).click();
          await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
          await expectNoViolations(page);
        }
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        expect(sideways).toBe(false);
      }
    });
  }
});

test('a server that nobody configured says that it is read-only, why, and what to do', async ({ page }) => {
  await using rollcall = await startRollcall({ env: { HOST: '0.0.0.0', ROLLCALL_DEMO: 'on' } });
  await openLive(page, `${rollcall.url}/`);
  await page.getByRole('button', { name: /^Read-only/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Read-only/ });
  await expect(sheet).toContainText('nobody configured who may do what');
  await expect(sheet).toContainText('mode: accounts');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 380, height: 800 });
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: /^Read-only/ }).click();
  await expect(sheet).toBeInViewport({ ratio: 1 });
  await expectNoViolations(page);
});
