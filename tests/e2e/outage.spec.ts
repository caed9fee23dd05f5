import { expect, type Page, test } from '@playwright/test';
import { consulClient } from '../support/consul-client';
import { startConsul, withoutConsul } from '../support/consul-server';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startFaultProxy } from '../support/fault-proxy';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, linkBadge, openLive } from './support/open-page';
import { plainKey, putPlain } from './support/plain-key';
import { changeRows, rowsOf, serviceRow } from './support/rows';

/** The catalogue equals the registry this long after its return. */
const BACK_WITHIN_MS = 10_000;

test('etcd killed and started again: rows stay with their age, then the pages hold what changed meanwhile', async ({
  page,
}) => {
  test.skip(withoutEtcd, 'asked to go without etcd');
  test.slow();
  await using etcd = await startEtcd();
  // It holds the return back until everything has changed that shall change unobserved.
  await using proxy = await startFaultProxy(etcd.port);
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: `http://127.0.0.1:${proxy.port}` } });
  {
    using before = etcdWriter(etcd.endpoint);
    for (const service of ['stays', 'worsens', 'leaves']) await putPlain(before, { service });
  }
  const pages = await openPages(page, rollcall.url, 'etcd');

  await etcd.kill();
  await proxy.suspend();
  await expectStale(pages, 'etcd');

  await etcd.restart();
  using writer = etcdWriter(etcd.endpoint);
  await putPlain(writer, { service: 'worsens' }, { health: 'unhealthy' });
  await putPlain(writer, { service: 'arrives' });
  await writer.delete().key(plainKey({ service: 'leaves' }));
  await proxy.resume();
  await expectCaughtUp(pages);
});

test('Consul killed and started again: rows stay with their age, then the pages hold what changed meanwhile', async ({
  page,
}) => {
  test.skip(withoutConsul, 'asked to go without Consul');
  test.slow();
  await using consul = await startConsul();
  await using proxy = await startFaultProxy(consul.port);
  await using rollcall = await startRollcall({ env: { CONSUL_HTTP_ADDR: `http://127.0.0.1:${proxy.port}` } });
  const client = consulClient(consul.address);
  await client.register({ Name: 'worsens', Port: 80, Check: { TTL: '1h', Status: 'passing' } });
  for (const Name of ['stays', 'leaves']) await client.register({ Name, Port: 80 });
  const pages = await openPages(page, rollcall.url, 'consul');

  await consul.kill();
  await proxy.suspend();
  await expectStale(pages, 'consul');

  await consul.restart();
  await client.setTtl('worsens', 'critical', 'disk is full');
  await client.register({ Name: 'arrives', Port: 80 });
  await client.deregister('leaves');
  await expect.poll(() => client.get('/v1/catalog/services')).toHaveProperty('arrives');
  await expect.poll(() => client.get('/v1/catalog/services')).not.toHaveProperty('leaves');
  await expect.poll(() => client.get('/v1/health/checks/worsens')).toMatchObject([{ Status: 'critical' }]);
  await proxy.resume();
  await expectCaughtUp(pages);
});

interface OpenPages {
  readonly services: Page;
  readonly changes: Page;
  /** The page of the service that worsens meanwhile. */
  readonly service: Page;
}

async function openPages(page: Page, url: string, registry: string): Promise<OpenPages> {
  await openLive(page, `${url}/services`);
  const changes = await page.context().newPage();
  await openLive(changes, `${url}/changes`);
  for (const service of ['stays', 'worsens', 'leaves'])
    await expect(serviceRow(page, service)).toContainText('1 passing');
  const service = await page.context().newPage();
  await openLive(service, `${url}/registries/${registry}/services/worsens`);
  return { services: page, changes, service };
}

async function expectStale({ services, changes, service: opened }: OpenPages, registry: string): Promise<void> {
  await expect(linkBadge(services)).toHaveText(/^Stale \d+ (s|min)$/, { timeout: 30_000 });
  await expect(linkBadge(changes)).toHaveText(/^Stale/);
  await expect(services.getByRole('main').getByText(`${registry} has not answered for`)).toBeVisible();
  for (const service of ['stays', 'worsens', 'leaves']) {
    await expect(serviceRow(services, service)).toContainText('1 passing');
  }
  await expect(opened.getByRole('main').getByText(`${registry} has not answered for`)).toBeVisible();
  await expect(rowsOf(opened, 'Instances')).toContainText('passing');
  await expect(changes.getByRole('cell', { name: 'link live to stale' })).toHaveCount(1);
}

async function expectCaughtUp({ services, changes, service: opened }: OpenPages): Promise<void> {
  await expect(async () => {
    await expect(serviceRow(services, 'arrives')).toContainText('1 passing', { timeout: 200 });
    await expect(serviceRow(services, 'worsens')).toContainText('1 of 1 critical', { timeout: 200 });
    await expect(serviceRow(services, 'leaves')).toHaveCount(0, { timeout: 200 });
    await expect(serviceRow(services, 'stays')).toContainText('1 passing', { timeout: 200 });
    await expect(rowsOf(opened, 'Instances')).toContainText('critical', { timeout: 200 });
    await expect(linkBadge(services)).toHaveText('Live', { timeout: 200 });
  }).toPass({ timeout: BACK_WITHIN_MS });

  for (const [service, what] of [
    ['arrives', 'registered'],
    ['worsens', 'passing to critical'],
    ['leaves', 'deregistered'],
  ] as const) {
    await expect(changeRows(changes, service, what)).toHaveCount(1);
    await expect(changeRows(changes, service, what)).toContainText('after a gap');
  }
  for (const what of ['deregistered', 'updated', 're-registered']) {
    await expect(changeRows(changes, 'stays', what)).toHaveCount(0);
  }
  await expect(changes.getByRole('cell', { name: /^Not observed/ }).first()).toBeVisible();
  await expect(changes.getByRole('cell', { name: 'link stale to live' })).toHaveCount(1);
  await expectSameDocument(services, changes, opened);
}
