import { expect, type Page, test } from '@playwright/test';
import { type ConsulClient, consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { plainKey, plainValue, putPlain } from './support/plain-key';
import { changeRows, instanceRow, serviceRow } from './support/rows';

test.describe('etcd and Consul at once', () => {
  test.skip(withoutEtcd || withoutConsul, 'asked to go without a server');
  let etcd: EtcdServer;
  let consul: ConsulServer;
  let rollcall: RollcallServer;
  let writer: EtcdWriter;
  let client: ConsulClient;
  test.beforeAll(async () => {
    [etcd, consul] = await Promise.all([startEtcd(), startConsul()]);
    writer = etcdWriter(etcd.endpoint);
    client = consulClient(consul.address);
    rollcall = await startRollcall({
      env: { ETCDCTL_ENDPOINTS: etcd.endpoint, CONSUL_HTTP_ADDR: consul.address },
    });
  });
  test.afterAll(async () => {
    writer?.close();
    await Promise.all([rollcall, etcd, consul].map((server) => server?.[Symbol.asyncDispose]()));
  });

  /** Services in the page given, Changes in another tab. */
  async function openServicesAndChanges(page: Page): Promise<{ services: Page; changes: Page }> {
    await openLive(page, `${rollcall.url}/services`);
    const changes = await page.context().newPage();
    await openLive(changes, `${rollcall.url}/changes?group=off`);
    return { services: page, changes };
  }

  async function openService(page: Page, registry: string, service: string): Promise<Page> {
    const opened = await page.context().newPage();
    await openLive(opened, `${rollcall.url}/registries/${registry}/services/${service}`);
    return opened;
  }

  test('a key put, updated and deleted in etcd shows on Services, Service and Changes', async ({ page }) => {
    const { services, changes } = await openServicesAndChanges(page);
    await putPlain(writer, { service: 'orders' }, { version: '1.0.0' });
    await expect(serviceRow(services, 'orders')).toContainText('1 passing');
    await expect(serviceRow(services, 'orders')).toContainText('etcd');
    await expect(changeRows(changes, 'orders', 'registered')).toHaveCount(1);

    const service = await openService(page, 'etcd', 'orders');
    await putPlain(writer, { service: 'orders' }, { version: '1.0.1' });
    await expect(instanceRow(service, '10.0.0.1:8080')).toContainText('1.0.1');
    await expect(serviceRow(services, 'orders')).toContainText('1.0.1');
    await expect(changeRows(changes, 'orders', 'updated')).toContainText('1.0.0 → 1.0.1');

    await putPlain(writer, { service: 'orders', id: '2' }, { address: '10.0.0.2', health: 'unhealthy' });
    await expect(instanceRow(service, '10.0.0.2:8080')).toContainText('critical');
    await expect(serviceRow(services, 'orders')).toContainText('1 of 2 critical');

    await writer.delete().key(plainKey({ service: 'orders', id: '2' }));
    await expect(instanceRow(service, '10.0.0.2:8080')).toHaveCount(0);
    await expect(serviceRow(services, 'orders')).toContainText('1 passing');
    await writer.delete().key(plainKey({ service: 'orders' }));
    await expect(service.getByText('No instance of this service is registered any more.')).toBeVisible();
    await expect(serviceRow(services, 'orders')).toHaveCount(0);
    await expect(changeRows(changes, 'orders', 'deregistered')).toHaveCount(2);
    await expect(changeRows(changes, 'orders', 'deregistered').first()).toContainText('deleted');
    await expectSameDocument(services, service, changes);
  });

  test('an instance whose lease in etcd runs out goes, and its change says that the lease expired', async ({
    page,
  }) => {
    const { services, changes } = await openServicesAndChanges(page);
    const { ID: lease } = await writer.leaseClient.leaseGrant({ TTL: 6 });
    await writer
      .put(plainKey({ service: 'leased' }))
      .lease(lease)
      .value(plainValue('leased'));
    await expect(serviceRow(services, 'leased')).toContainText('1 passing');
    const service = await openService(page, 'etcd', 'leased');
    await expect(service.getByRole('columnheader', { name: 'Lease' })).toBeVisible();
    await expect(serviceRow(services, 'leased')).toHaveCount(0, { timeout: 20_000 });
    await expect(changeRows(changes, 'leased', 'deregistered')).toContainText('lease expired');
    await expect(service.getByText('No instance of this service is registered any more.')).toBeVisible();
    await expectSameDocument(services, service, changes);
  });

  test('a registration, a check that flips and a deregistration in Consul show in open pages', async ({ page }) => {
    const { services, changes } = await openServicesAndChanges(page);
    await client.register({
      Name: 'billing',
      Address: '10.1.0.1',
      Port: 9000,
      Check: { TTL: '1h', Status: 'passing' },
    });
    await expect(serviceRow(services, 'billing')).toContainText('1 passing');
    await expect(serviceRow(services, 'billing')).toContainText('consul');
    await expect(changeRows(changes, 'billing', 'registered')).toHaveCount(1);

    const service = await openService(page, 'consul', 'billing');
    await expect(instanceRow(service, '10.1.0.1:9000')).toContainText('passing');
    await client.setTtl('billing', 'critical', 'disk is full');
    await expect(instanceRow(service, '10.1.0.1:9000')).toContainText('critical');
    await service.getByRole('button', { name: 'Checks and metadata of 10.1.0.1:9000' }).click();
    await expect(service.getByText('disk is full').first()).toBeVisible();
    await service.getByRole('heading', { level: 1 }).hover();
    await expect(serviceRow(services, 'billing')).toContainText('1 of 1 critical');
    await expect(changeRows(changes, 'billing', 'passing to critical')).toContainText('disk is full');
    await client.setTtl('billing', 'passing', 'all is well');
    await expect(instanceRow(service, '10.1.0.1:9000')).toContainText('passing');
    await expect(changeRows(changes, 'billing', 'critical to passing')).toHaveCount(1);

    await client.deregister('billing');
    await expect(service.getByText('No instance of this service is registered any more.')).toBeVisible();
    await expect(serviceRow(services, 'billing')).toHaveCount(0);
    await expect(changeRows(changes, 'billing', 'deregistered')).toHaveCount(1);
    await expectSameDocument(services, service, changes);
  });

  test('maintenance in Consul takes an instance out of rotation and is no fault', async ({ page }) => {
    await client.register({ Name: 'kept', Address: '10.1.0.2', Port: 9001, Check: { TTL: '1h', Status: 'passing' } });
    const { services, changes } = await openServicesAndChanges(page);
    await expect(serviceRow(services, 'kept')).toContainText('1 passing');
    const service = await openService(page, 'consul', 'kept');

    await client.put('/v1/agent/service/maintenance/kept?enable=true&reason=disk%20swap');
    const row = instanceRow(service, '10.1.0.2:9001');
    await expect(row.getByRole('cell', { name: 'out', exact: true })).toBeVisible();
    await expect(row.getByRole('cell', { name: 'passing', exact: true })).toBeVisible();
    await expect(serviceRow(services, 'kept')).toContainText('1 out');
    await expect(serviceRow(services, 'kept')).not.toContainText('critical');
    await expect(changeRows(changes, 'kept', 'in to out')).toHaveCount(1);

    await client.put('/v1/agent/service/maintenance/kept?enable=false');
    await expect(row.getByRole('cell', { name: 'in', exact: true })).toBeVisible();
    await expect(changeRows(changes, 'kept', 'out to in')).toHaveCount(1);
    await expect(changeRows(changes, 'kept', 'passing to critical')).toHaveCount(0);
    await expectSameDocument(services, service, changes);
  });
});
