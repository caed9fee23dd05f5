import { expect, test } from '@playwright/test';
import { freePort } from '../support/free-port';
import { startRollcall } from '../support/rollcall-server';
import { expectStream } from './support/open-page';
import { register } from './support/registration';
import { rowsOf } from './support/rows';

test('a chosen registry narrows Services and Changes, and stays from one to the other', async ({ page }) => {
  const nobody = await freePort();
  const yaml = `registries:\n  - { id: memory, kind: memory, demo: false }\n`;
  await using rollcall = await startRollcall({ yaml, env: { ETCDCTL_ENDPOINTS: `http://127.0.0.1:${nobody}` } });
  for (const service of ['alpha', 'beta']) await register(rollcall.url, service, { service });
  await page.goto(`${rollcall.url}/services`);
  await expectStream(page);
  await expect(rowsOf(page, 'Services')).toHaveCount(2);

  const picker = page.getByRole('banner').getByRole('combobox', { name: 'Registry' });
  await picker.selectOption('etcd');
  await expect(rowsOf(page, 'Services')).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Changes' }).click();
  await expect(page).toHaveURL(/\/changes\?registry=etcd$/);
  await expect(picker).toHaveValue('etcd');
  await picker.selectOption('memory');
  await expect(rowsOf(page, 'Changes, newest first').first()).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/services\?registry=memory$/);
  await expect(rowsOf(page, 'Services')).toHaveCount(2);
  await picker.selectOption('');
  await expect(page).toHaveURL(/\/services$/);
});
