import { expect, type Page, test } from '@playwright/test';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { plainKey, putPlain } from './support/plain-key';
import { instanceRow } from './support/rows';

test.skip(withoutEtcd, 'asked to go without etcd');

test('the page of an instance follows it: its health, its raw value, its end and its return', async ({ page }) => {
  test.slow();
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  await putPlain(writer, { service: 'shop' }, { version: '1.0.0' });
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  await openLive(page, `${rollcall.url}/registries/etcd/services/shop`);
  await instanceRow(page, '10.0.0.1:8080').getByRole('link').click();
  await expect(page.getByText(/^passing for/)).toBeVisible();
  await page.getByRole('button', { name: 'Show raw value' }).click();
  await expect(raw(page)).toContainText('"version":"1.0.0"');

  await putPlain(writer, { service: 'shop' }, { version: '1.0.1', health: 'unhealthy' });
  await expect(page.getByText(/^critical for/)).toBeVisible();
  await expect(raw(page)).toContainText('"version":"1.0.1"');
  const changes = page.getByRole('table', { name: 'Changes, newest first' });
  await expect(changes.getByRole('cell', { name: 'passing to critical' })).toBeVisible();

  await writer.delete().key(plainKey({ service: 'shop' }));
  await expect(page.getByText('This instance is gone.')).toBeVisible();
  await expect(changes.getByRole('row').filter({ hasText: 'deregistered' })).toContainText('deleted');
  await expectSameDocument(page);

  await openLive(page, page.url());
  await expect(page.getByText('This instance is gone.')).toBeVisible();
  await putPlain(writer, { service: 'shop' }, { version: '1.0.2' });
  await expect(page.getByText(/^passing for/)).toBeVisible();
  await expect(page.getByText('This instance is gone.')).toHaveCount(0);
  await expectSameDocument(page);
});

function raw(page: Page) {
  return page.getByRole('main').locator('pre').filter({ hasText: '"address"' });
}
