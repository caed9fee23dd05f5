import { expect, test } from '@playwright/test';
import { consulClient } from '../support/consul-client';
import { startConsul, withoutConsul } from '../support/consul-server';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { putPlain } from './support/plain-key';

test.skip(withoutEtcd || withoutConsul, 'asked to go without a server');

test('Registries tells link, server, members and position of both, and lists keys that cannot be decoded', async ({
  page,
}) => {
  test.slow();
  await using etcd = await startEtcd();
  await using consul = await startConsul();
  using writer = etcdWriter(etcd.endpoint);
  await putPlain(writer, { service: 'shop' });
  await using rollcall = await startRollcall({
    env: { ETCDCTL_ENDPOINTS: etcd.endpoint, CONSUL_HTTP_ADDR: consul.address },
  });
  await openLive(page, `${rollcall.url}/registries`);
  const ofEtcd = page.getByRole('region', { name: 'etcd', exact: true });
  await expect(ofEtcd).toContainText(/etcd 3\.\d+\.\d+/);
  await expect(ofEtcd).toContainText('Live');
  await expect(ofEtcd).toContainText('1 service');
  await expect(ofEtcd).toContainText(/Revision\s*\d+/);
  await expect(ofEtcd.getByRole('table', { name: 'Members' })).toContainText('leader');
  const ofConsul = page.getByRole('region', { name: 'consul', exact: true });
  await expect(ofConsul).toContainText(/Consul \d+\.\d+\.\d+/);
  await expect(ofConsul).toContainText('dc1');
  await expect(ofConsul.getByRole('table', { name: 'Members' })).toContainText('test-server');

  await writer.put('/services/broken/1').value('{"neither":"address nor port"}');
  const rejected = ofEtcd.getByRole('button', { name: '1 record that no format could decode' });
  await expect(rejected).toBeVisible({ timeout: 20_000 });
  await rejected.click();
  const keys = page.getByRole('table', { name: 'Rejected keys of etcd' });
  await expect(keys.getByRole('row').filter({ hasText: '/services/broken/1' })).toContainText('no address and port');
  await consulClient(consul.address).register({ Name: 'billing', Port: 80 });
  await expect(ofConsul).toContainText('2 services', { timeout: 20_000 });
  await expectSameDocument(page);
});
