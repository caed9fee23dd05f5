import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../support/free-port';
import { OIDC_CLIENT, type OidcServer, startOidc } from '../support/oidc-server';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { openAccount } from './support/accounts';
import { expectNoViolations } from './support/violations';

const CALLBACK = '/api/auth/callback/oidc';

test.describe('with an identity provider', () => {
  let port: number;
  let rollcall: RollcallServer;
  let provider: OidcServer;
  // One each: attempts are counted by address.
  test.beforeEach(async () => {
    port = await freePort();
    const oidc = {
      issuer: `http://127.0.0.1:${port}`,
      clientId: OIDC_CLIENT.id,
      clientSecret: OIDC_CLIENT.secret,
      scopes: ['openid', 'profile', 'email', 'groups'],
      label: 'Sign in with Keyring',
      roles: { admin: ['ops'], viewer: ['staff'] },
    };
    rollcall = await startRollcall({
      env: { ROLLCALL_DEMO: 'on' },
      yaml: JSON.stringify({ access: { mode: 'oidc', oidc } }),
    });
    provider = await startOidc(port, rollcall.url + CALLBACK);
  });
  test.afterEach(async () => {
    await provider?.[Symbol.asyncDispose]();
    await rollcall?.[Symbol.asyncDispose]();
  });

  function begin(page: Page): Promise<void> {
    return page.getByRole('button', { name: 'Sign in with Keyring' }).click();
  }
  const trouble = (page: Page) => page.getByRole('alert').filter({ hasText: /./ });

  test('one signs in there, comes back to where one was going, and signs out here', async ({ page }) => {
    provider.setUser('ann', { email: 'ann@example.test', groups: ['ops'] });
    await page.goto(`${rollcall.url}/services?health=critical`);
    await expectNoViolations(page);
    await begin(page);
    await page.waitForURL(`${rollcall.url}/services?health=critical`);
    await openAccount(page);
    const account = page.getByRole('dialog', { name: 'Account: ann@example.test' });
    await expect(account).toContainText('Signed in with the identity provider, whose groups give the role.');
    await expect(account.getByRole('button', { name: 'Change password' })).toHaveCount(0);
    await account.getByRole('link', { name: 'Users and API tokens' }).click();
    await expect(page.getByRole('row', { name: 'ann@example.test' })).toContainText('admin');
    await expect(page.getByRole('button', { name: 'Add user' })).toHaveCount(0);
    await openAccount(page);
    await account.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${rollcall.url}/login`);
    await expect(page.getByRole('button', { name: 'Sign in with Keyring' })).toBeVisible();
  });

  test('whose groups have no role here is told so, also when they had one before', async ({ page, browser }) => {
    provider.setUser('bob', { email: 'bob@example.test', groups: ['staff'] });
    await page.goto(`${rollcall.url}/login`);
    await begin(page);
    await page.waitForURL(`${rollcall.url}/`);
    for (const sub of ['bob', 'eve']) {
      provider.setUser(sub, { email: `${sub}@example.test`, groups: ['guests'] });
      const context = await browser.newContext();
      const theirs = await context.newPage();
      await theirs.goto(`${rollcall.url}/login`);
      await begin(theirs);
      await expect(trouble(theirs)).toHaveText(
        'You are known, but none of your groups has a role here. Ask whoever runs Rollcall for one.',
      );
      await expectNoViolations(theirs);
      await context.close();
    }
  });

  test('whoever cancels, or finds the provider out of order, is told so and may go on to where they were going', async ({
    page,
  }) => {
    for (const [error, words] of [
      ['access_denied', 'The identity provider did not let you in, or you cancelled.'],
      ['temporarily_unavailable', 'The identity provider cannot sign anybody in just now. Try again later.'],
      ['invalid_scope', 'Signing in did not succeed. The log of Rollcall says why.'],
    ] as const) {
      provider.cancel(error);
      await page.goto(`${rollcall.url}/changes`);
      await begin(page);
      await expect(trouble(page)).toHaveText(words);
    }
    provider.setUser('ann', { email: 'ann@example.test', groups: ['ops'] });
    await begin(page);
    await page.waitForURL(`${rollcall.url}/changes`);
  });

  test('a way in that was begun elsewhere, or never, leads to the login page with words', async ({ page }) => {
    const words = 'That took too long, or was begun in another window. Sign in again.';
    for (const query of ['?code=abc&state=def', '?code=abc', '?code=abc&state=def&error=access_denied']) {
      await page.goto(rollcall.url + CALLBACK + query);
      await expect(trouble(page), query).toHaveText(words);
    }
    const there = `http://127.0.0.1:${port}/**`;
    await page.route(there, (route) => route.abort());
    const [asked] = await Promise.all([page.waitForRequest(there), begin(page)]);
    const state = new URL(asked.url()).searchParams.get('state') ?? '';
    await page.unroute(there);
    await page.goto(`${rollcall.url}${CALLBACK}?code=not-a-code&state=${encodeURIComponent(state)}`);
    await expect(trouble(page)).toHaveText('Signing in did not succeed. The log of Rollcall says why.');
  });

  test('a user who is disabled here is told so', async ({ page, browser }) => {
    provider.setUser('carl', { email: 'carl@example.test', groups: ['staff'] });
    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(`${rollcall.url}/login`);
    await begin(theirs);
    await theirs.waitForURL(`${rollcall.url}/`);
    provider.setUser('ann', { email: 'ann@example.test', groups: ['ops'] });
    await page.goto(`${rollcall.url}/access`);
    await begin(page);
    await page.getByRole('button', { name: 'What to do with carl@example.test' }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await page
      .getByRole('dialog', { name: 'Disable carl@example.test?' })
      .getByRole('button', { name: 'Disable' })
      .click();
    await expect(page.getByRole('row', { name: 'carl@example.test' })).toContainText('disabled');
    provider.setUser('carl', { email: 'carl@example.test', groups: ['staff'] });
    await theirs.goto(`${rollcall.url}/login`);
    await begin(theirs);
    await expect(trouble(theirs)).toHaveText('This user is disabled here. Ask whoever runs Rollcall.');
    await context.close();
  });
});

test('while the identity provider does not answer, that is said, on the way there and on the way back', async ({
  page,
}) => {
  const oidc = { issuer: `http://127.0.0.1:${await freePort()}`, clientId: 'rollcall', roles: { viewer: ['*'] } };
  await using rollcall = await startRollcall({ yaml: JSON.stringify({ access: { mode: 'oidc', oidc } }) });
  await page.goto(rollcall.url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The identity provider cannot be asked; the log says why.')).toBeVisible();
  await page.goto(`${rollcall.url}${CALLBACK}?code=a&state=b`);
  await expect(page.getByText('The identity provider does not answer. Try again later.')).toBeVisible();
});
