import { expect, test } from '@playwright/test';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { plainKey, plainValue, putPlain } from './support/plain-key';
import { rowsOf, serviceRow } from './support/rows';

const COUNT = 10_000;
const BATCH = 100;
/** Far more than a window holds, far less than there are. */
const ROWS_LIMIT = 120;

test.skip(withoutEtcd, 'asked to go without etcd');

test('ten thousand services: first rows, scrolling to the end, changes painted, nothing moves under the pointer', async ({
  page,
}) => {
  test.slow();
  const faults = await watchFaults(page);
  await using etcd = await startEtcd();
  using writer = etcdWriter(etcd.endpoint);
  await putMany(writer);
  await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  await openLive(page, `${rollcall.url}/services`);
  await expect(page.getByText('10,000 services')).toBeVisible();
  await expect(serviceRow(page, nameOf(0))).toBeInViewport();
  const rows = rowsOf(page, 'Services');
  expect(await rows.count()).toBeLessThan(ROWS_LIMIT);

  await test.step('scrolls to the end with few rows in the page', async () => {
    await serviceRow(page, nameOf(5)).hover();
    await page.mouse.wheel(0, 150_000);
    await expect(serviceRow(page, nameOf(0))).toHaveCount(0);
    expect(await rows.count()).toBeLessThan(ROWS_LIMIT);
    await page.mouse.wheel(0, 1_000_000);
    await expect(serviceRow(page, nameOf(COUNT - 1))).toBeInViewport();
    expect(await rows.count()).toBeLessThan(ROWS_LIMIT);
    await page.mouse.wheel(0, -1_000_000);
    await expect(serviceRow(page, nameOf(0))).toBeInViewport();
  });

  await test.step('paints a change in a row in sight, and moves no row under the pointer', async () => {
    const pointedAt = serviceRow(page, nameOf(5));
    await pointedAt.hover();
    const before = await pointedAt.boundingBox();
    await putPlain(writer, { service: nameOf(7_000) }, { health: 'unhealthy' });
    await putPlain(writer, { service: nameOf(5) }, { version: '9.9.9', health: 'warning' });
    await expect(pointedAt).toContainText('9.9.9');
    await expect(pointedAt).toContainText('1 of 1 warning');
    await expect(page.getByRole('button', { name: 'Order changed' })).toBeVisible();
    expect(await pointedAt.boundingBox()).toEqual(before);
    await expect(serviceRow(page, nameOf(7_000))).toHaveCount(0);
  });

  await test.step('puts the worst first once nobody points at the rows', async () => {
    await page.getByRole('heading', { level: 1 }).hover();
    await expect(rows.first()).toContainText(nameOf(7_000));
    await expect(rows.first()).toContainText('1 of 1 critical');
    await expect(rows.nth(1)).toContainText(nameOf(5));
  });

  await test.step('takes the keyboard to the end and back, and row by row with the row always in sight', async () => {
    await page.getByRole('main').getByRole('combobox', { name: 'Sort' }).selectOption('name');
    await serviceRow(page, nameOf(0)).getByRole('link').focus();
    await page.keyboard.press('End');
    await expect(serviceRow(page, nameOf(COUNT - 1)).getByRole('link')).toBeFocused();
    await page.keyboard.press('Home');
    await expect(serviceRow(page, nameOf(0)).getByRole('link')).toBeFocused();
    for (let index = 1; index <= 60; index += 1) {
      await page.keyboard.press('ArrowDown');
      await expect(serviceRow(page, nameOf(index)).getByRole('link')).toBeFocused();
    }
    await expect(serviceRow(page, nameOf(60))).toBeInViewport({ ratio: 1 });
    const head = page.getByRole('columnheader', { name: 'Service', exact: true });
    const [top, below] = await Promise.all([page.getByRole('main').boundingBox(), head.boundingBox()]);
    expect(below?.y, 'no row shows above the head').toBeCloseTo(top?.y ?? Number.NaN, 0);
    for (let index = 59; index >= 20; index -= 1) {
      await page.keyboard.press('ArrowUp');
      await expect(serviceRow(page, nameOf(index)).getByRole('link')).toBeFocused();
    }
    const row = await serviceRow(page, nameOf(20)).boundingBox();
    expect(row?.y, 'the head hides no row that has the focus').toBeGreaterThanOrEqual((below?.y ?? 0) + 30);
  });

  await test.step('finds one of them', async () => {
    await page.getByRole('searchbox', { name: 'Search services' }).fill('service-09876');
    await expect(rows).toHaveCount(1);
    await expect(serviceRow(page, nameOf(9_876))).toBeVisible();
  });
  await expectSameDocument(page);
  expect(faults).toEqual([]);
});

async function putMany(writer: EtcdWriter): Promise<void> {
  for (let start = 0; start < COUNT; start += BATCH) {
    const puts = Array.from({ length: BATCH }, (_, offset) => {
      const service = nameOf(start + offset);
      return writer.put(plainKey({ service })).value(plainValue(service));
    });
    await writer
      .if(plainKey({ service: 'none' }), 'Version', '==', 0)
      .then(...puts)
      .commit();
  }
}

function nameOf(index: number): string {
  return `service-${String(index).padStart(5, '0')}`;
}
