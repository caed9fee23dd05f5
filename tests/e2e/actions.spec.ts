import { expect, test } from '@playwright/test';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { beginBecause, chooseInRow, closeAfter, drawer, notices, select, selectionBar } from './support/acting';
import { expectSameDocument, openLive } from './support/open-page';
import { watchFaults } from './support/page-faults';
import { deregister, register } from './support/registration';
import { instanceRow, rowsOf } from './support/rows';

test.describe('acting on instances', () => {
  let rollcall: RollcallServer;
  test.beforeAll(async () => {
    rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
  });
  test.afterAll(async () => rollcall?.[Symbol.asyncDispose]());

  /** Registers a service of its own for a test: instances on ports from 9001. */
  async function serviceOf(service: string, count: number): Promise<string> {
    for (let n = 1; n <= count; n += 1) {
      await register(rollcall.url, `${service}-${n}`, { service, port: 9000 + n, metadata: { secret: 'hunter2' } });
    }
    return `${rollcall.url}/registries/memory/services/${service}`;
  }

  test('a drain from the row is previewed, confirmed by the watch, told of everywhere, and taken back', async ({
    page,
  }) => {
    const faults = await watchFaults(page);
    await openLive(page, await serviceOf('orders', 3));
    await chooseInRow(page, '127.0.0.1:9001', 'Drain');
    await expect(drawer(page).getByRole('heading', { level: 2 })).toHaveText('Drain orders 127.0.0.1:9001');
    await expect(drawer(page).getByRole('row', { name: /^In rotation/ })).toHaveText(/3 of 3\s*2 of 3/);
    await expect(drawer(page).getByRole('heading', { name: 'By round robin' })).toBeVisible();
    await drawer(page).getByLabel('Each is busy now').fill('60');
    await expect(drawer(page).getByRole('status').filter({ hasText: 'go past' })).toHaveText(
      '2 of 2 go past 80 %: 127.0.0.1:9002 at 90 %, 127.0.0.1:9003 at 90 %.',
    );
    await drawer(page).getByLabel('Too busy above').fill('95');
    await expect(drawer(page).getByText('None goes past 95 %: the busiest is then at 90 %.')).toBeVisible();
    await expect(drawer(page).getByText('It stays so until it is restored or deregistered.')).toBeVisible();
    await drawer(page)
      .getByText(/^What is written/)
      .click();
    await expect(drawer(page).getByText('rotation of orders-1')).toBeVisible();

    await beginBecause(page, 'INC-1 cannot reach its database', 'Drain orders 127.0.0.1:9001');
    await closeAfter(page, 'orders 127.0.0.1:9001 is drained.');
    const row = instanceRow(page, '127.0.0.1:9001');
    await expect(row.getByRole('cell', { name: 'out', exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Actions on 127.0.0.1:9001' })).toBeFocused();
    await expect(notices(page)).toContainText('orders 127.0.0.1:9001 is drained.');

    await row.getByRole('link', { name: '127.0.0.1:9001' }).click();
    await expect(page.getByText(/^local took it out .* ago: INC-1 cannot reach its database/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'by Rollcall: drain' })).toBeVisible();

    await notices(page).getByRole('button', { name: 'Undo' }).click();
    await expect(notices(page)).toContainText('orders 127.0.0.1:9001: back in rotation.');
    await expect(page.getByText('in rotation', { exact: true })).toBeVisible();

    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /^Actions/ })
      .click();
    const action = rowsOf(page, 'Actions, newest first').filter({ hasText: 'INC-1' });
    await expect(action.getByRole('cell', { name: 'reverted', exact: true })).toBeVisible();
    await expect(action.getByRole('link', { name: 'orders', exact: true })).toHaveAttribute(
      'href',
      /\/services\/orders$/,
    );
    await action.getByRole('link', { name: 'Drain 127.0.0.1:9001' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Drain orders 127.0.0.1:9001' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Changes, newest first' }).getByRole('row')).toHaveCount(3);
    await page.getByRole('link', { name: 'Open in Changes' }).click();
    await expect(page.getByRole('button', { name: 'Clear action' })).toBeVisible();
    await expect(rowsOf(page, 'Changes, newest first')).toHaveCount(2);
    await expectSameDocument(page);
    await page.goto(`${rollcall.url}/actions?q=inc-1%20ORDERS`);
    await expect(action).toBeVisible();
    await page.getByRole('searchbox', { name: 'Find actions' }).fill('inc-1 carts');
    await expect(page.getByText('No action matches')).toBeVisible();
    expect(faults).toEqual([]);
  });

  test('a selection survives sorting and shows who has gone, and what is left of it is drained', async ({ page }) => {
    await openLive(page, await serviceOf('carts', 5));
    await page.getByRole('checkbox', { name: 'Select 127.0.0.1:9001' }).check();
    await page.getByRole('checkbox', { name: 'Select 127.0.0.1:9003' }).click({ modifiers: ['Shift'] });
    await expect(selectionBar(page)).toContainText('3 selected');
    await page.getByRole('button', { name: 'Address', exact: true }).click();
    await expect(page.getByRole('checkbox', { name: 'Select 127.0.0.1:9002' })).toBeChecked();
    await deregister(rollcall.url, 'carts-2');
    await expect(selectionBar(page)).toContainText('One of them has gone: 127.0.0.1:9002');
    await selectionBar(page).getByRole('button', { name: 'Drain' }).click();
    await beginBecause(page, 'tried', 'Drain 2 of carts');
    await closeAfter(page, '2 of carts are drained.');
    await expect(selectionBar(page)).toContainText('3 selected');
  });

  test('what takes more than half needs the name typed', async ({ page }) => {
    await openLive(page, await serviceOf('payments', 3));
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await selectionBar(page).getByRole('button', { name: 'Drain' }).click();
    const button = drawer(page).getByRole('button', { name: 'Drain 3 of payments' });
    await drawer(page).getByLabel('Reason').fill('the whole of it');
    await expect(drawer(page).getByText('Nothing of payments is left in rotation.')).toBeVisible();
    await expect(button).toBeDisabled();
    await drawer(page).getByLabel('Type payments to go on').fill('payment');
    await expect(button).toBeDisabled();
    await drawer(page).getByLabel('Type payments to go on').fill('payments');
    await button.click();
    await closeAfter(page, '3 of payments are drained.');
  });

  test('a control that cannot work says why, and so does a drawer without a reason', async ({ page }) => {
    await openLive(page, await serviceOf('search', 2));
    await page.getByRole('button', { name: 'Actions on 127.0.0.1:9001' }).click();
    const restore = page.getByRole('menuitem', { name: /^Restore/ });
    await expect(restore).toHaveAttribute('aria-disabled', 'true');
    await expect(restore).toContainText('It is in rotation.');
    await page.keyboard.press('Escape');
    await select(page, '127.0.0.1:9001', '127.0.0.1:9002');
    await expect(selectionBar(page)).toContainText('Restore: none of the 2 is out of rotation.');
    await selectionBar(page).getByRole('button', { name: 'Clear' }).click();
    await chooseInRow(page, '127.0.0.1:9001', 'Drain');
    await drawer(page).getByRole('button', { name: 'Drain search 127.0.0.1:9001' }).click();
    await expect(drawer(page).getByText('Say why: it is kept with the action.')).toBeVisible();
    await expect(drawer(page).getByLabel('Reason')).toBeFocused();
  });

  test('what the server refuses is said in its words, nothing typed is lost, and it can be tried again', async ({
    page,
  }) => {
    await openLive(page, await serviceOf('refused', 3));
    const problem = { status: 503, code: 'registry-unavailable', title: 'registry unavailable', detail: 'no leader' };
    const refuse = (status: number) =>
      page.route(
        '**/api/v1/actions',
        (route) => route.fulfill({ status, contentType: 'application/problem+json', json: { ...problem, status } }),
        { times: 1 },
      );
    await chooseInRow(page, '127.0.0.1:9001', 'Deregister');
    await refuse(503);
    await beginBecause(page, 'decommissioned', 'Deregister refused 127.0.0.1:9001');
    await expect(drawer(page).getByRole('alert')).toContainText('nothing was written: no leader');
    await expect(drawer(page).getByLabel('Reason')).toHaveValue('decommissioned');
    await drawer(page).getByRole('button', { name: 'Deregister refused 127.0.0.1:9001' }).click();
    await closeAfter(page, 'refused 127.0.0.1:9001 is deregistered.');
  });

  test('what somebody else changed meanwhile is shown before it is done', async ({ page }) => {
    await openLive(page, await serviceOf('moving', 3));
    await chooseInRow(page, '127.0.0.1:9001', 'Drain');
    await expect(drawer(page).getByRole('button', { name: 'Drain moving 127.0.0.1:9001' })).toBeEnabled();
    await register(rollcall.url, 'moving-1', { service: 'moving', port: 9001, version: '2' });
    await expect(drawer(page).getByText(/^moving has changed since: 127\.0\.0\.1:9001/)).toBeVisible();
    await beginBecause(page, 'too late', 'Drain moving 127.0.0.1:9001');
    await expect(drawer(page).getByText(/was changed by somebody else meanwhile: nothing was written/)).toBeVisible();
    await drawer(page).getByRole('button', { name: 'Look again' }).click();
    await expect(drawer(page).getByLabel('Reason')).toHaveValue('too late');
    await drawer(page).getByRole('button', { name: 'Drain moving 127.0.0.1:9001' }).click();
    await closeAfter(page, 'moving 127.0.0.1:9001 is drained.');
  });

  test('a drain that takes itself back says when, and can be taken back at once on Actions', async ({ page }) => {
    await openLive(page, await serviceOf('timed', 3));
    await chooseInRow(page, '127.0.0.1:9001', 'Drain');
    // What it would do comes above the choices, and moves them once.
    await expect(drawer(page).getByRole('heading', { name: 'By round robin' })).toBeVisible();
    await drawer(page).getByRole('radio', { name: '1 h' }).check({ force: true });
    await beginBecause(page, 'for an hour', 'Drain timed 127.0.0.1:9001');
    await expect(drawer(page).getByText(/^Reverts in (59 min|1 h)$/)).toBeVisible();
    await drawer(page).getByRole('link', { name: 'Open in Actions' }).click();
    await expect(page.getByText(/^in (59 min|1 h)$/)).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Revert now' }).click();
    await expect(page.getByRole('main').getByText('timed 127.0.0.1:9001: back in rotation.')).toBeVisible();
  });

  test('a weight is set for a selection', async ({ page }) => {
    await openLive(page, await serviceOf('weighed', 3));
    await select(page, '127.0.0.1:9001', '127.0.0.1:9002');
    await selectionBar(page).getByRole('button', { name: 'Set weight' }).click();
    await drawer(page).getByLabel('New weight').fill('2.5');
    await expect(drawer(page).getByText('A whole number from 0 to 65,535.')).toBeVisible();
    await drawer(page).getByLabel('New weight').fill('50');
    await beginBecause(page, 'warming up', 'Set the weight of 2 of weighed to 50');
    await closeAfter(page, 'The weight of 2 of weighed is 50.');
    await expect(instanceRow(page, '127.0.0.1:9001').getByRole('cell', { name: '50', exact: true })).toBeVisible();
  });

  test('everything on a host is found and drained', async ({ page }) => {
    await openLive(page, await serviceOf('hosted', 1));
    await register(rollcall.url, 'elsewhere-1', { service: 'elsewhere', address: '10.9.9.9', port: 1 });
    await register(rollcall.url, 'elsewhere-2', { service: 'hosted', address: '10.9.9.9', port: 2 });
    await chooseInRow(page, '10.9.9.9:2', 'Drain everything on 10.9.9.9…');
    const targets = drawer(page).getByRole('list', { name: 'Targets' }).getByRole('listitem');
    await expect(targets).toHaveCount(2);
    await drawer(page).getByLabel('Type elsewhere to go on').fill('elsewhere');
    await beginBecause(page, 'the host is going', 'Drain 2 instances of 2 services');
    await closeAfter(page, '2 instances of 2 services are drained.');
  });

  test('an instance is registered by hand', async ({ page }) => {
    await openLive(page, `${rollcall.url}/services`);
    await page.getByRole('button', { name: 'Register an instance…' }).click();
    await drawer(page).getByRole('button', { name: 'Register', exact: true }).click();
    await expect(drawer(page).getByText('Name the service.')).toBeVisible();
    await expect(drawer(page).getByLabel('Service')).toBeFocused();
    await drawer(page).getByLabel('Service').fill('by-hand');
    await drawer(page).getByLabel('Address').fill('10.1.1.1');
    await drawer(page).getByLabel('Port').fill('8443');
    await drawer(page).getByLabel(/^Tags/).fill('a, b');
    await drawer(page)
      .getByLabel(/^Metadata/)
      .fill('zone=eu-1a');
    await expect(drawer(page).getByText('registration of by-hand')).toBeVisible();
    await expect(drawer(page).getByText('It is the only one that clients can route to.')).toBeVisible();
    await beginBecause(page, 'it cannot do so itself', 'Register by-hand 10.1.1.1:8443');
    await closeAfter(page, 'by-hand 10.1.1.1:8443 is registered.');
    await page.goto(`${rollcall.url}/registries/memory/services/by-hand`);
    await expect(instanceRow(page, '10.1.1.1:8443')).toBeVisible();
  });

  test('the keyboard alone selects, drains and takes back', async ({ page }) => {
    await openLive(page, await serviceOf('keys', 3));
    await page.getByRole('button', { name: 'Actions on 127.0.0.1:9002' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Drain', exact: true })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: /^Restore/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Actions on 127.0.0.1:9002' })).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await expect(drawer(page).getByRole('heading', { name: 'Drain keys 127.0.0.1:9002' })).toBeFocused();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      if (
        await drawer(page)
          .getByLabel('Reason')
          .evaluate((field) => field === document.activeElement)
      )
        break;
    }
    await page.keyboard.type('by keys');
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press('Tab');
      const button = drawer(page).getByRole('button', { name: 'Drain keys 127.0.0.1:9002' });
      if (await button.evaluate((element) => element === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await expect(drawer(page).getByRole('status').filter({ hasText: 'is drained' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden();
    await page.keyboard.press('u');
    await expect(notices(page).getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(notices(page)).toContainText('back in rotation');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await expect(page.getByRole('heading', { level: 1, name: 'Actions' })).toBeVisible();
  });
});
