import { expect, type Page, test } from '@playwright/test';
import type { NewAuditRecord } from '@/lib/domain/audit';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { seedAudit } from '../support/seeded-audit';
import { expectStream } from './support/open-page';
import { expectNoViolations } from './support/violations';

const DRAIN: NewAuditRecord = {
  actor: 'ada',
  source: '10.1.1.1',
  kind: 'drain',
  outcome: 'done',
  registry: 'memory',
  service: 'payments',
  instance: 'pay-1',
  action: 'act-1',
  reason: 'GC pauses',
  detail: 'confirmed',
  before: '{"weight":100,"password":"hunter2"}',
  after: '{"weight":0,"password":"hunter2"}',
};
const REFUSED: NewAuditRecord = { ...DRAIN, actor: 'bob', outcome: 'refused', detail: 'Your role is viewer.' };

let rollcall: RollcallServer;
test.beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'on' } });
  await rollcall.stop();
  const records = [
    ...Array.from({ length: 150 }, (_, index) => ({ ...DRAIN, reason: `number ${index}` })),
    DRAIN,
    REFUSED,
  ];
  await seedAudit({ folder: rollcall.dataDir }, records, { from: Date.parse('2026-03-01T23:59:00Z') });
  await rollcall.restart();
});
test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`${rollcall.url}/audit${query}`);
  await expectStream(page);
}

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('button', { name: /^All of/ }) });

test('lists the newest first and the rest on request', async ({ page }) => {
  await open(page);
  await expect(page.getByText('152 records')).toBeVisible();
  await expect(rows(page).first()).toContainText(
    /refused.*Drain.*bob.*10\.1\.1\.1.*payments.*GC pauses.*Your role is viewer/,
  );
  await expect(rows(page)).toHaveCount(100);
  await page.getByRole('button', { name: 'Load older' }).click();
  await expect(rows(page)).toHaveCount(152);
  await expect(page.getByText('That is all there is.')).toBeVisible();
});

test('keeps its filter in the address and gives it to the export', async ({ page }) => {
  await open(page);
  await page.getByLabel('Outcome').selectOption('refused');
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\?outcome=refused$/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('rollcall-audit.csv');
  const text = await new Response(await download.createReadStream().then((stream) => stream as never)).text();
  expect(text.trimEnd().split('\r\n')).toHaveLength(2);
  await page.getByLabel('Find in the audit').fill('nobody');
  await expect(page.getByRole('heading', { name: 'No record matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(page)).toHaveCount(100);
  await page.goBack();
  await expect(page).toHaveURL(/outcome=refused&q=nobody$/);
  await open(page, '?from=2026-03-02');
  await expect(page.getByText('92 records with this filter')).toBeVisible();
});

test('opens a record to what was before and after, its secrets masked', async ({ page }) => {
  await open(page);
  await page
    .getByRole('button', { name: /^All of Drain by ada/ })
    .first()
    .click();
  const details = page.getByRole('row', { name: /Before/ });
  await expect(details).toContainText('"weight":100');
  await expect(details).not.toContainText('hunter2');
  await details.getByRole('button', { name: 'Show 1 masked' }).first().click();
  await expect(details).toContainText('hunter2');
  await expect(details.getByRole('link', { name: 'act-1' })).toHaveAttribute('href', '/actions/act-1');
  await expect(details.getByRole('link', { name: 'pay-1' })).toHaveAttribute('href', /instances\/pay-1$/);
});

test('says how many records came in, and shows them when asked', async ({ page }) => {
  test.setTimeout(90_000);
  await open(page);
  const target = `${rollcall.url}/api/v1/registries/memory/instances/x`;
  await fetch(target, { method: 'DELETE', headers: { origin: 'http://elsewhere.example' } });
  await page.getByRole('button', { name: /^\d new$/ }).click({ timeout: 30_000 });
  await expect(rows(page).first()).toContainText('refused');
});

for (const theme of ['dark', 'light'] as const) {
  for (const width of [1440, 380]) {
    test(`is free of WCAG 2.2 AA violations and fits: ${theme}, ${width} px`, async ({ page, context }) => {
      await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
      await page.setViewportSize({ width, height: 800 });
      await open(page);
      await page
        .getByRole('button', { name: /^All of Drain by ada/ })
        .first()
        .click();
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
}
