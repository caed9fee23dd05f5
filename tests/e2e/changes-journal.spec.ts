import { expect, type Page, test } from '@playwright/test';
import type { Change } from '@/lib/domain/change';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';
import { expectSameDocument, linkBadge, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { deregister, register } from './support/registration';
import { changeRows, rowsOf } from './support/rows';
import { expectNoViolations } from './support/violations';

const QUIET = { env: { ROLLCALL_DEMO: 'off' } };
const LIST = 'Changes, newest first';

/** What is committed, once there are so many. */
function journal(rollcall: RollcallServer, query: string, atLeast: number): Promise<readonly Change[]> {
  return eventually(async () => {
    const answer = await fetch(`${rollcall.url}/api/v1/changes?${query}`);
    const { items } = (await answer.json()) as { items: readonly Change[] };
    return items.length >= atLeast ? items : undefined;
  });
}

/** Brings out a version of a service, on so many instances. */
async function deploy(rollcall: RollcallServer, version: string, instances: number): Promise<void> {
  for (let index = 0; index < instances; index += 1) {
    await register(rollcall.url, `shop-${index}`, { service: 'shop', address: `10.0.0.${index + 1}`, version });
  }
}

test('the journal survives a Rollcall that is killed: what was is listed once, and what nobody observed is said', async ({
  page,
}) => {
  test.slow();
  await using rollcall = await startRollcall(QUIET);
  await openLive(page, `${rollcall.url}/changes`);
  await register(rollcall.url, 'first', { service: 'first' });
  await register(rollcall.url, 'second', { service: 'second' });
  await expect(changeRows(page, 'second', 'registered')).toHaveCount(1);
  await journal(rollcall, 'kind=registered', 2);
  await rollcall.kill();
  await rollcall.restart();
  await expect(linkBadge(page)).toHaveText('Live', { timeout: 20_000 });
  await register(rollcall.url, 'third', { service: 'third' });
  for (const service of ['first', 'second', 'third']) {
    await expect(changeRows(page, service, 'registered')).toHaveCount(1);
  }
  // The embedded registry forgets: that is noticed by comparing it with what was known.
  await expect(changeRows(page, 'first', 'deregistered')).toContainText('after a gap');
  await expectSameDocument(page);

  await openLive(page, `${rollcall.url}/changes`);
  for (const service of ['first', 'second', 'third']) {
    await expect(changeRows(page, service, 'registered')).toHaveCount(1);
  }
  const gap = page.getByRole('row', { name: /Not observed/ });
  await expect(gap.first()).toContainText('memory');
});

test.describe('of one deploy', () => {
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    rollcall = await startRollcall(QUIET);
    await deploy(rollcall, '2.4.1', 5);
    await deploy(rollcall, '2.4.2', 5);
    await register(rollcall.url, 'alone', { service: 'alone' });
    await deregister(rollcall.url, 'alone');
    await journal(rollcall, 'service=alone', 2);
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  const groupOf = (page: Page) => rowsOf(page, LIST).filter({ hasText: 'deploy' });

  test('many changes are one row, which opens to them', async ({ page }) => {
    await openLive(page, `${rollcall.url}/changes`);
    await expect(groupOf(page)).toContainText(/deploy.*shop.*5 instances.*5 updated 2\.4\.1 → 2\.4\.2/);
    await expect(changeRows(page, 'shop', 'updated')).toHaveCount(0);
    await page
      .getByRole('button', { name: /^5 changes of shop/ })
      .first()
      .click();
    await expect(changeRows(page, 'shop', 'updated')).toHaveCount(5);
    await expect(changeRows(page, 'shop', 'updated').first()).toContainText('version 2.4.1 → 2.4.2');

    await page.getByLabel('Group').click();
    await expect(page).toHaveURL(/[?&]group=off$/);
    await expect(groupOf(page)).toHaveCount(0);
    await expect(changeRows(page, 'shop', 'registered')).toHaveCount(5);
  });

  test('a link leads to one of them, in its group, open and in sight', async ({ page }) => {
    const [change] = await journal(rollcall, 'service=shop&kind=updated', 5);
    if (!change) throw new Error('there is no change');
    await openLive(page, `${rollcall.url}/changes?change=${change.id}`);
    const detail = page.getByRole('row').filter({ hasText: change.id });
    await expect(detail).toBeInViewport();
    await expect(changeRows(page, 'shop', 'updated')).toHaveCount(5);
    await expect(detail.getByRole('button', { name: 'Copy link to this change' })).toBeVisible();
    await page
      .getByRole('button', { name: /^5 changes of shop/ })
      .first()
      .click();
    await expect(changeRows(page, 'shop', 'updated')).toHaveCount(0);
  });

  test('a link leads to a change that the filter leaves out, and says when it is not known any more', async ({
    page,
  }) => {
    const [change] = await journal(rollcall, 'service=alone&kind=deregistered', 1);
    await openLive(page, `${rollcall.url}/changes?kind=updated&change=${change?.id}`);
    const linked = page.getByRole('region', { name: 'The change of this link' });
    await expect(linked).toContainText(/deregistered.*alone/);
    await linked.getByRole('button', { name: 'Show what happened around it' }).click();
    await expect(page).toHaveURL(/[?&]from=/);
    await expect(linked).toHaveCount(0);
    await expect(changeRows(page, 'alone', 'deregistered')).toBeInViewport();

    await openLive(page, `${rollcall.url}/changes?change=abc.1.0`);
    await expect(page.getByText('This change is not known any more.')).toBeVisible();
    await page.getByRole('button', { name: 'Show the others' }).click();
    await expect(page).toHaveURL(/\/changes$/);
  });

  for (const format of ['CSV', 'NDJSON'] as const) {
    test(`what is listed is exported as it is: ${format}`, async ({ page }) => {
      await openLive(page, `${rollcall.url}/changes?service=shop&kind=registered&group=off`);
      const rows = rowsOf(page, LIST);
      await expect(rows).toHaveCount(5);
      const listed = await rows.getByRole('cell', { name: /^10\.0\.0\.\d:8080$/ }).allTextContents();
      await page.getByRole('button', { name: 'Export' }).click();
      const downloading = page.waitForEvent('download');
      await page.getByRole('link', { name: new RegExp(`^${format}`) }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe(`rollcall-changes.${format.toLowerCase()}`);
      const text = await new Response(await download.createReadStream().then((stream) => stream as never)).text();
      const lines = text.trimEnd().split(/\r?\n/);
      const told =
        format === 'CSV'
          ? lines.slice(1).map((line) => line.split(',')[4])
          : lines.map((line) => (JSON.parse(line) as Change).address);
      expect(told).toEqual(listed);
    });
  }

  test('the list, the counts and what is exported follow the range in the address', async ({ page }) => {
    const all = await journal(rollcall, 'service=shop&limit=100', 10);
    const first = all.at(-1)?.at ?? '';
    const to = encodeURIComponent(new Date(Date.parse(first) + 1).toISOString());
    await openLive(page, `${rollcall.url}/changes?group=off&to=${to}&service=shop`);
    await expect(rowsOf(page, LIST)).toHaveCount(1);
    await expect(page.getByRole('link', { name: 'As JSON' })).toHaveAttribute('href', /[?&]to=/);
    await page.getByRole('button', { name: 'Clear time range' }).click();
    await expect(rowsOf(page, LIST)).toHaveCount(10);

    await page.getByRole('button', { name: /^Time range/ }).click();
    await page
      .getByRole('dialog', { name: /^Time range/ })
      .getByText('1 h', { exact: true })
      .click();
    await expect(page).toHaveURL(/[?&]range=1h$/);
    await expect(rowsOf(page, LIST)).toHaveCount(10);
    await page.keyboard.press('Escape');
    await openLive(page, `${rollcall.url}/changes?to=2020-01-01T00:00:00Z`);
    await expect(page.getByRole('heading', { name: 'No change matches' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).toHaveURL(/\/changes$/);
  });

  test('a part of the counts is chosen by dragging and by the keyboard', async ({ page }) => {
    await openLive(page, `${rollcall.url}/changes?group=off&range=1h`);
    const strip = page.getByRole('img', { name: /changes? in 1 h/ });
    const box = await strip.boundingBox();
    if (!box) throw new Error('there are no counts');
    const total = await rowsOf(page, LIST).count();
    await page.mouse.move(box.x + box.width * 0.2, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 30);
    await page.mouse.up();
    await expect(page).toHaveURL(/from=.*&to=/);
    await expect(page.getByText(/ in 1 h · 0 in the selected /)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No change matches' })).toBeVisible();

    await page.getByRole('slider', { name: 'Range to' }).focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('slider', { name: 'Range to' })).toHaveAttribute('aria-valuetext', 'now');
    await expect(page).not.toHaveURL(/[?&]to=/);
    await expect(rowsOf(page, LIST)).toHaveCount(total);
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/from=/);
  });

  test('counts beside the list are filters, and again take them off', async ({ page }) => {
    await openLive(page, `${rollcall.url}/changes?group=off`);
    const facets = page.getByRole('complementary', { name: 'Counts of the changes asked for' });
    await facets.getByRole('button', { name: /^deregistered/ }).click();
    await expect(page).toHaveURL(/[?&]kind=deregistered$/);
    await expect(rowsOf(page, LIST)).toHaveCount(1);
    await expect(facets.getByRole('button', { name: /^registered/ })).toBeVisible();
    await facets.getByRole('button', { name: /^deregistered/ }).click();
    await expect(page).not.toHaveURL(/kind=/);
  });

  for (const width of [1440, 380]) {
    for (const theme of ['dark', 'light'] as const) {
      test(`is free of violations with a choice, a group and a change open: ${theme}, ${width} px`, async ({
        page,
        context,
      }) => {
        await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
        await page.setViewportSize({ width, height: 800 });
        const faults = await watchFaults(page);
        const [change] = await journal(rollcall, 'service=shop&kind=updated', 5);
        await openLive(page, `${rollcall.url}/changes?from=2020-01-01&change=${change?.id}`);
        await expect(page.getByRole('row').filter({ hasText: change?.id ?? '' })).toBeVisible();
        await expect(page.getByRole('img', { name: /changes? in 30 d/ })).toBeVisible();
        await expectNoViolations(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        expect(faults).toEqual([]);
      });
    }
  }
});
