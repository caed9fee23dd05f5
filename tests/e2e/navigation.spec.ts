import { expect, test } from '@playwright/test';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { deregister, register } from './support/registration';
import { changeRows, instanceRow, rowsOf, serviceRow } from './support/rows';

const ROUNDS = 8;

test('nothing is lost or doubled where one goes from page to page while services come and go', async ({ page }) => {
  test.slow();
  // All changes of the test are in sight at once.
  await page.setViewportSize({ width: 1440, height: 1800 });
  await using rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
  await register(rollcall.url, 'anchor', { service: 'anchor' });
  await openLive(page, `${rollcall.url}/services`);
  const main = page.getByRole('navigation', { name: 'Main' });
  for (let round = 0; round < ROUNDS; round += 1) {
    await register(rollcall.url, `anchor-${round}`, { service: 'anchor', port: 9000 + round });
    await serviceRow(page, 'anchor').getByRole('link').click();
    await register(rollcall.url, `brief-${round}`, { service: `brief-${round}` });
    await expect(instanceRow(page, `127.0.0.1:${9000 + round}`)).toBeVisible();
    await main.getByRole('link', { name: 'Changes' }).click();
    await deregister(rollcall.url, `brief-${round}`);
    await register(rollcall.url, `lasting-${round}`, { service: `lasting-${round}` });
    await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible();
    await main.getByRole('link', { name: 'Services' }).click();
    await page.getByRole('heading', { level: 1, name: 'Services' }).hover();
  }
  await expect(rowsOf(page, 'Services')).toHaveCount(ROUNDS + 1);
  await expect(serviceRow(page, 'anchor')).toContainText(`All ${ROUNDS + 1} passing`);
  await page.goBack();
  await page.getByRole('checkbox', { name: 'Group' }).click();
  for (let round = 0; round < ROUNDS; round += 1) {
    await expect(changeRows(page, `lasting-${round}`, 'registered')).toHaveCount(1);
    await expect(changeRows(page, `brief-${round}`, 'registered')).toHaveCount(1);
    await expect(changeRows(page, `brief-${round}`, 'deregistered')).toHaveCount(1);
  }
  await expect(changeRows(page, 'anchor', 'registered')).toHaveCount(ROUNDS + 1);
  await expect(page.getByRole('button', { name: 'Changes may be missing' })).toHaveCount(0);
  await expectSameDocument(page);
});
