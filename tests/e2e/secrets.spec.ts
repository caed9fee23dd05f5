import { expect, test } from '@playwright/test';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { openLive } from './support/open-page';
import { plainKey, putPlain } from './support/plain-key';
import { changeRows, instanceRow } from './support/rows';

test.skip(withoutEtcd, 'asked to go without etcd');

const SECRET = 'hunter2-of-the-old-days';
const NEXT_SECRET = 'correct-horse-battery';

test('values whose name says that they are secret are masked until somebody asks for them', async ({ page }) => {
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  await putPlain(writer, { service: 'vault' }, { meta: { db_password: SECRET, owner: 'team-kraken' } });
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  const main = page.getByRole('main');

  await openLive(page, `${rollcall.url}/registries/etcd/services/vault?tab=metadata`);
  await expect(main.getByText('team-kraken')).toBeVisible();
  await expect(main.getByText('masked')).toBeAttached();
  await expect(main).not.toContainText(SECRET);
  await page.getByRole('button', { name: 'Show db_password' }).click();
  await expect(main.getByText(SECRET)).toBeVisible();
  await page.getByRole('button', { name: 'Hide db_password' }).click();
  await expect(main).not.toContainText(SECRET);

  await page.getByRole('tab', { name: /^Instances/ }).click();
  await page.getByRole('button', { name: 'Checks and metadata of 10.0.0.1:8080' }).click();
  await expect(main.getByText('team-kraken')).toBeVisible();
  await expect(main).not.toContainText(SECRET);
  await instanceRow(page, '10.0.0.1:8080').getByRole('link', { name: '10.0.0.1:8080' }).click();
  await page.getByRole('button', { name: 'Show raw value' }).click();
  await expect(main.getByText(plainKey({ service: 'vault' })).first()).toBeVisible();
  await expect(main).not.toContainText(SECRET);
  await page.getByRole('button', { name: 'Show 1 masked' }).click();
  await expect(main.getByText(SECRET)).toBeVisible();
  await page.getByRole('button', { name: 'Mask secrets' }).click();
  await expect(main).not.toContainText(SECRET);

  await openLive(page, `${rollcall.url}/changes`);
  await putPlain(writer, { service: 'vault' }, { meta: { db_password: NEXT_SECRET, owner: 'team-kraken' } });
  await expect(changeRows(page, 'vault', 'updated')).toContainText('metadata.db_password');
  await page.getByRole('button', { name: /^Details of updated/ }).click();
  await expect(main).not.toContainText(SECRET);
  await expect(main).not.toContainText(NEXT_SECRET);
  expect(rollcall.logs()).not.toContain(SECRET);
});
