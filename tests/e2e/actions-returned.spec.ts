import { expect, test } from '@playwright/test';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { beginBecause, chooseInRow, drawer, notices } from './support/acting';
import { openLive } from './support/open-page';

test.skip(withoutEtcd, 'asked to go without etcd');

const KEY = 'kitex/registry-etcd/echo/10.0.0.1:8888';
const VALUE = '{"network":"tcp","address":"10.0.0.1:8888","weight":10,"tags":null}';

test('an action goes on while its page is loaded anew, and says that the instance came back', async ({ page }) => {
  test.slow();
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  const lease = writer.lease(60);
  await lease.put(KEY).value(VALUE);
  await lease.put(KEY.replace('0.1:8888', '0.2:8888')).value(VALUE.replace('0.1:8888', '0.2:8888'));
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  await openLive(page, `${rollcall.url}/registries/etcd/services/echo`);

  await chooseInRow(page, '10.0.0.1:8888', 'Deregister');
  await expect(drawer(page).getByText(/Afterwards Rollcall watches for \d+ s whether it comes back/)).toBeVisible();
  await beginBecause(page, 'stuck', 'Deregister echo 10.0.0.1:8888');
  await expect(drawer(page).getByRole('status').filter({ hasText: 'written, watching' })).toBeVisible();
  await page.reload();
  await expect(notices(page)).toContainText('Deregistering echo 10.0.0.1:8888: written');
  await expect(page.getByRole('link', { name: /^Actions/ })).toContainText('1 running');

  await lease.put(KEY).value(VALUE);
  await expect(notices(page)).toContainText(
    /10\.0\.0\.1:8888 came back after [\d.]+ s: its framework registers it again/,
  );
  await notices(page).getByRole('link', { name: 'Details' }).click();
  await expect(page.getByRole('main').getByText('returned').first()).toBeVisible();
  await lease.revoke();
});

test('where a format lets nothing stick, the drawer says so and begins nothing', async ({ page }) => {
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  await writer.put(KEY).value(VALUE);
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  await openLive(page, `${rollcall.url}/registries/etcd/services/echo`);
  await chooseInRow(page, '10.0.0.1:8888', 'Drain');
  await expect(drawer(page).getByText('It cannot be done.')).toBeVisible();
  await expect(drawer(page).getByRole('button', { name: 'Drain echo 10.0.0.1:8888' })).toBeDisabled();
  await expect(drawer(page).getByRole('textbox')).toHaveCount(0);
});
