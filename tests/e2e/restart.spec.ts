import { expect, test } from '@playwright/test';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, linkBadge, openLive } from './support/open-page';
import { plainKey, putPlain } from './support/plain-key';
import { instanceRow, serviceRow } from './support/rows';

test.skip(withoutEtcd, 'asked to go without etcd');

test('open pages outlive a Rollcall that is killed: they reconnect, say what they may have missed and are right again', async ({
  page,
  context,
}) => {
  test.slow();
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  await putPlain(writer, { service: 'stays' });
  await putPlain(writer, { service: 'leaves' });
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  await openLive(page, `${rollcall.url}/services`);
  const service = await context.newPage();
  await openLive(service, `${rollcall.url}/registries/etcd/services/stays`);
  await expect(serviceRow(page, 'leaves')).toBeVisible();

  await rollcall.kill();
  await expect(linkBadge(page)).toHaveText(/^Reconnecting \d+ (s|min)$/);
  await expect(serviceRow(page, 'leaves')).toContainText('1 passing');
  await writer.delete().key(plainKey({ service: 'leaves' }));
  await putPlain(writer, { service: 'arrives' });
  await putPlain(writer, { service: 'stays', id: '2' }, { address: '10.0.0.2' });
  await rollcall.restart();

  await expect(linkBadge(page)).toHaveText('Live', { timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Changes may be missing' })).toBeVisible();
  await expect(serviceRow(page, 'arrives')).toContainText('1 passing');
  await expect(serviceRow(page, 'stays')).toContainText('All 2 passing');
  await expect(serviceRow(page, 'leaves')).toHaveCount(0);
  await expect(instanceRow(service, '10.0.0.2:8080')).toContainText('passing', { timeout: 20_000 });

  await putPlain(writer, { service: 'arrives' }, { health: 'warning' });
  await expect(serviceRow(page, 'arrives')).toContainText('1 of 1 warning');
  await page.getByRole('button', { name: 'Changes may be missing' }).click();
  await expect(page.getByRole('button', { name: 'Changes may be missing' })).toHaveCount(0);
  await expectSameDocument(page, service);
});

test('a Rollcall that is asked to stop says so in open pages, which go on with the next one', async ({ page }) => {
  test.slow();
  await using rollcall = await startRollcall();
  await openLive(page, `${rollcall.url}/services`);
  expect(await rollcall.stop()).toEqual({ code: 0, signal: null });
  await expect(linkBadge(page)).toHaveText(/^(Server stopped|Reconnecting) \d+ (s|min)$/);
  await rollcall.restart();
  await expect(linkBadge(page)).toHaveText('Live', { timeout: 20_000 });
  await expectSameDocument(page);
});
