import { expect, test } from '@playwright/test';
import { startRollcall } from '../support/rollcall-server';
import { openLive } from './support/open-page';
import { expectNoViolations } from './support/violations';

const PROXY = { userHeader: 'X-User', groupsHeader: 'X-Groups', roles: { viewer: ['staff'] } };

test('whoever the proxy does not name, or who has no role, is told so in words, and goes on once let in', async ({
  page,
}) => {
  const access = { mode: 'proxy', trustedProxies: ['127.0.0.1'], proxy: PROXY };
  await using rollcall = await startRollcall({ yaml: JSON.stringify({ access }), env: { ROLLCALL_DEMO: 'on' } });
  await page.goto(`${rollcall.url}/services?health=critical`);
  await expect(page.getByRole('heading', { name: 'Not signed in' })).toBeVisible();
  await expect(page.getByText('The proxy names nobody in x-user.')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expectNoViolations(page);

  await page.setExtraHTTPHeaders({ 'x-user': 'eve', 'x-groups': 'guests' });
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing is granted to eve or the groups of that user.')).toBeVisible();

  await page.setExtraHTTPHeaders({ 'x-user': 'bob', 'x-groups': 'staff' });
  await page.getByRole('link', { name: 'Try again' }).click();
  await page.waitForURL(`${rollcall.url}/services?health=critical`);
  await openLive(page, `${rollcall.url}/`);
  await expect(page.getByRole('button', { name: 'Account: bob' })).toBeVisible();

  await page.setExtraHTTPHeaders({});
  await page.getByRole('link', { name: 'Changes', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Not signed in' })).toBeVisible();
});

test('whoever comes past the proxy is told so', async ({ page }) => {
  const access = { mode: 'proxy', trustedProxies: ['10.0.0.0/8'], proxy: PROXY };
  await using rollcall = await startRollcall({ yaml: JSON.stringify({ access }) });
  await page.setExtraHTTPHeaders({ 'x-user': 'bob', 'x-groups': 'staff' });
  await page.goto(rollcall.url);
  await expect(page.getByText('Rollcall is asked through its proxy')).toBeVisible();
});
