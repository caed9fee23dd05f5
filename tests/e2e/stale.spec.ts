import { expect, type Locator, test } from '@playwright/test';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { openLive } from './support/open-page';
import { plainKey, plainValue } from './support/plain-key';
import { instanceRow, serviceRow } from './support/rows';

test('rows of a registry that does not answer are dimmed, and no lease is counted down unseen', async ({ page }) => {
  test.skip(withoutEtcd, 'asked to go without etcd');
  test.slow();
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  const { ID: lease } = await writer.leaseClient.leaseGrant({ TTL: 600 });
  await writer
    .put(plainKey({ service: 'leased' }))
    .lease(lease)
    .value(plainValue('leased'));
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  await openLive(page, `${rollcall.url}/services`);
  const opened = await page.context().newPage();
  await openLive(opened, `${rollcall.url}/registries/etcd/services/leased`);
  const service = serviceRow(page, 'leased');
  const instance = instanceRow(opened, '10.0.0.1:8080');
  const bright = await nameColour(service);
  await expect(instance.getByText(/^(9|10) min$/)).toBeVisible();

  await etcd.kill();
  await expect.poll(() => nameColour(service), { timeout: 30_000 }).not.toBe(bright);
  await expect(service).toContainText('1 passing');
  await expect(instance.getByTitle('What is left of the lease is not known')).toBeVisible();
  await expect(instance.getByText(/^\d+ min$/)).toHaveCount(0);

  await etcd.restart();
  await expect.poll(() => nameColour(service), { timeout: 30_000 }).toBe(bright);
  await expect(instance.getByText(/^(9|10) min$/)).toBeVisible();
});

function nameColour(row: Locator): Promise<string> {
  return row.getByRole('link').evaluate((link) => getComputedStyle(link).color);
}
