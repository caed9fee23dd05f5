import { type APIRequestContext, expect, test } from '@playwright/test';
import { startRollcall } from '../support/rollcall-server';
import { ACCOUNTS_YAML, ADMIN, makeAdmin, signIn } from './support/accounts';
import { beginBecause, chooseInRow, closeAfter, drawer } from './support/acting';
import { adminClient } from './support/admin-client';
import { openLive } from './support/open-page';
import { instanceRow } from './support/rows';

const OLGA = { name: 'Olga Brandt', email: 'olga@example.com', password: 'a horse of another colour' };

/** Has the admin register two instances of a service. @returns their ids */
async function twoOf(service: string, admin: APIRequestContext): Promise<readonly string[]> {
  const ids = [1, 2].map((n) => `${service}-${n}`);
  for (const [n, id] of ids.entries()) {
    const data = { service, address: '127.0.0.1', port: 9001 + n };
    expect((await admin.put(`/api/v1/registries/memory/instances/${id}`, { data })).ok()).toBe(true);
  }
  return ids;
}

test('an operator of one service signs in, drains an instance of it, and is refused the others', async ({ page }) => {
  await using rollcall = await startRollcall({ yaml: ACCOUNTS_YAML, env: { ROLLCALL_DEMO: 'off' } });
  const { url } = rollcall;
  await makeAdmin(rollcall);
  await using admin = await adminClient(url);
  const scope = { registries: [], services: ['orders'] };
  expect((await admin.post('/api/v1/users', { data: { ...OLGA, role: 'operator', scope } })).status()).toBe(201);
  await twoOf('orders', admin);
  const [cart = ''] = await twoOf('carts', admin);

  await page.goto(`${url}/registries/memory/services/orders`);
  await signIn(page, OLGA);
  await openLive(page, `${url}/registries/memory/services/orders`);
  await chooseInRow(page, '127.0.0.1:9001', 'Drain');
  await beginBecause(page, 'INC-7 answers too late', /^Drain .*127\.0\.0\.1:9001$/);
  await closeAfter(page, /127\.0\.0\.1:9001 is drained\.$/);
  await expect(instanceRow(page, '127.0.0.1:9001').getByRole('cell', { name: 'out', exact: true })).toBeVisible();

  const why = 'You may not act on carts in memory: it is outside your scope.';
  await openLive(page, `${url}/registries/memory/services/carts`);
  await page.getByRole('button', { name: 'Actions on 127.0.0.1:9001' }).click();
  const item = page.getByRole('menuitem', { name: /^Drain(?! everything)/ });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText(why);
  await item.click({ force: true });
  await expect(drawer(page)).toHaveCount(0);

  // What the page does not let her do, the server does not either.
  const refused = await page.evaluate(async (instance) => {
    const request = { kind: 'drain', targets: [{ registry: 'memory', instance }], reason: 'all the same' };
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/v1/actions', { method: 'POST', headers, body: JSON.stringify(request) });
    return (await answer.json()) as object;
  }, cart);
  expect(refused).toMatchObject({ status: 403, code: 'forbidden', detail: why });
  const [record] = (await (await admin.get('/api/v1/audit?limit=1')).json()).items;
  expect(record).toMatchObject({
    actor: OLGA.email,
    kind: 'drain',
    outcome: 'refused',
    instance: cart,
    reason: 'all the same',
    detail: why,
  });
  await page.goto(`${url}/audit`);
  await expect(page.getByRole('row', { name: 'all the same' })).toContainText('refused');
  const left = await admin.get(`/api/v1/registries/memory/instances/${cart}`);
  expect(await left.json()).toMatchObject({ rotation: 'in' });
});

test('what one could do is disabled, with why, from the moment the session has ended', async ({ page, context }) => {
  await using rollcall = await startRollcall({ yaml: ACCOUNTS_YAML, env: { ROLLCALL_DEMO: 'off' } });
  await makeAdmin(rollcall);
  await using admin = await adminClient(rollcall.url);
  await twoOf('orders', admin);
  const address = `${rollcall.url}/registries/memory/services/orders`;
  await page.goto(address);
  await signIn(page, ADMIN);
  await openLive(page, address);
  await chooseInRow(page, '127.0.0.1:9001', 'Drain');
  const drain = drawer(page).getByRole('button', { name: /^Drain .*127\.0\.0\.1:9001$/ });
  await expect(drain).toBeEnabled();

  await context.clearCookies();
  await drawer(page).getByLabel('Reason').fill('too late');
  await drain.click();
  await expect(drawer(page)).toContainText('You were signed out.');
  await expect(drain).toBeDisabled();
  await drawer(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Actions on 127.0.0.1:9001' }).click();
  const item = page.getByRole('menuitem', { name: /^Drain(?! everything)/ });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('Sign in to act on instances.');
});
