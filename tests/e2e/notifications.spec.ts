import { expect, type Page, test } from '@playwright/test';
import { type Receiver, startReceiver } from '../support/receiver';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { expectStream } from './support/open-page';
import { deregister, register } from './support/registration';
import { expectNoViolations } from './support/violations';

const SERVICE = 'pay/<b>ments</b>';

let receiver: Receiver;
let rollcall: RollcallServer;

test.beforeAll(async () => {
  receiver = await startReceiver();
  const rule = { forSeconds: 0, resolveAfterSeconds: 0, targets: ['oncall'] };
  const notifications = {
    groupSeconds: 0,
    targets: [
      { id: 'oncall', kind: 'webhook', url: receiver.url },
      { id: 'chat', kind: 'slack', url: 'http://127.0.0.1:1/x' },
    ],
    rules: [
      { id: 'few-passing', service: 'pay*', when: { state: 'passing', fewerThan: 2 }, ...rule },
      { id: 'registry-lost', when: { state: 'stale' }, ...rule },
    ],
  };
  rollcall = await startRollcall({ yaml: JSON.stringify({ registries: [{ kind: 'memory' }], notifications }) });
  await register(rollcall.url, 'pay-1', { service: SERVICE });
});
test.afterAll(async () => {
  await rollcall?.[Symbol.asyncDispose]();
  await receiver?.[Symbol.asyncDispose]();
});

async function open(page: Page): Promise<void> {
  await page.goto(`${rollcall.url}/notifications`);
  await expectStream(page);
}

const rows = (page: Page, table: string) => page.getByRole('table', { name: table }).locator('tbody').getByRole('row');

test('shows what fires, why, and what became of the message', async ({ page }) => {
  await open(page);
  const alert = rows(page, 'Alerts, firing first').first();
  await expect(alert).toContainText(/firing.*pay\/<b>ments<\/b>.*1 of 1 passing.*few-passing/);
  await expect(alert.getByRole('link')).toHaveAttribute(
    'href',
    '/registries/memory/services/pay%2F%3Cb%3Ements%3C%2Fb%3E',
  );
  await expect(rows(page, 'Rules')).toContainText([
    /1 firing.*few-passing.*fewer than 2 passing.*at once.*oncall/,
    /ok.*registry-lost.*link stale/,
  ]);
  await expect(rows(page, 'Messages, newest first').first()).toContainText(/delivered.*oncall.*firing.*answered 200/);
});

test('is reached by the rail and by keys', async ({ page }) => {
  await page.goto(rollcall.url);
  await expectStream(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Notifications' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible();
  await page.goto(rollcall.url);
  await expectStream(page);
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible();
});

test('tries a target and says what it answered', async ({ page }) => {
  await open(page);
  const row = (name: string) => rows(page, 'Targets').filter({ hasText: name });
  await page.getByRole('button', { name: 'Test oncall' }).click();
  await expect(row('oncall')).toContainText(/Test delivered: answered 200, \d+ ms/);
  await page.getByRole('button', { name: 'Test chat' }).click();
  await expect(row('chat')).toContainText(/Test failed: .*ECONNREFUSED/);
  await expect(rows(page, 'Messages, newest first').first()).toContainText(/failed.*chat.*test/);
});

test('mutes by keyboard alone, with a reason, and unmutes', async ({ page }) => {
  await open(page);
  const button = page.getByRole('button', { name: `Mute ${SERVICE} for few-passing` });
  await button.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog');
  await panel.getByRole('radio', { name: '30 min' }).focus();
  await page.keyboard.press('ArrowRight');
  await panel.getByRole('button', { name: 'Mute for 2 h' }).click();
  await expect(panel.getByText('Say why, for whoever finds it muted.')).toBeVisible();
  await panel.getByLabel('Reason').fill('migration');
  await page.keyboard.press('Enter');
  await expect(panel).toBeHidden();
  await expect(button).toBeFocused();
  const muted = rows(page, 'Muted').first();
  await expect(muted).toContainText(/muted until.*in memory, rule few-passing.*local.*migration/);
  await expect(rows(page, 'Alerts, firing first').first()).toContainText('muted until');
  await muted.getByRole('button', { name: /^Unmute/ }).click();
  await expect(page.getByRole('table', { name: 'Muted' })).toBeHidden();
});

test('follows what becomes well by itself', async ({ page }) => {
  await open(page);
  await register(rollcall.url, 'pay-2', { service: SERVICE, port: 8081 });
  await expect(page.getByText('Nothing that a rule watches for is so.')).toBeVisible({ timeout: 15_000 });
  await expect(rows(page, 'Messages, newest first').filter({ hasText: 'resolved' })).toHaveCount(1);
  await deregister(rollcall.url, 'pay-2');
  await expect(rows(page, 'Alerts, firing first')).toHaveCount(1, { timeout: 15_000 });
});

test('without rules shows how to write some', async ({ page }) => {
  await using plain = await startRollcall({ env: { ROLLCALL_DEMO: 'on' } });
  await page.goto(`${plain.url}/notifications`);
  await expect(page.getByRole('heading', { name: 'No rules yet' })).toBeVisible();
  await expect(page.getByText('fewerThan: 2')).toBeVisible();
  await expectNoViolations(page);
});

test('offers a viewer nothing that would be refused', async ({ page }) => {
  const notifications = {
    targets: [{ id: 'oncall', kind: 'webhook', url: receiver.url }],
    rules: [{ id: 'lost', when: { state: 'stale' }, targets: ['oncall'] }],
  };
  await using open = await startRollcall({
    env: { HOST: '0.0.0.0' },
    yaml: JSON.stringify({ registries: [{ kind: 'memory' }], notifications }),
  });
  await page.goto(`${open.url}/notifications`);
  for (const name of ['Mute the rule lost', 'Test oncall']) {
    await expect(page.getByRole('button', { name })).toBeDisabled();
    await expect(page.getByRole('button', { name })).toHaveAttribute('title', /read-only/);
  }
});

for (const theme of ['dark', 'light'] as const) {
  for (const width of [1440, 380]) {
    test(`is free of WCAG 2.2 AA violations and fits: ${theme}, ${width} px`, async ({ page, context }) => {
      await context.addCookies([{ name: 'rollcall-theme', value: theme, url: rollcall.url }]);
      await page.setViewportSize({ width, height: 800 });
      await open(page);
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.getByRole('button', { name: /^Mute the rule few/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectNoViolations(page);
    });
  }
}
