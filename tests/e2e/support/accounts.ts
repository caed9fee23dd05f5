import { expect, type Page } from '@playwright/test';
import type { RollcallServer } from '../../support/rollcall-server';
import { eventually } from '../../support/wait';

export interface Account {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const ADMIN: Account = { name: 'Ana Ruiz', email: 'ana@example.com', password: 'correct horse battery' };
export const VIEWER: Account = { name: 'Vera Lindt', email: 'vera@example.com', password: 'staple stands there' };

export const ACCOUNTS_YAML = 'access:\n  mode: accounts\n';

/** The code that Rollcall prints while nobody is an admin. */
export function firstAdminCode(rollcall: RollcallServer): Promise<string> {
  return eventually(() => /^\s*((?:[A-Z2-9]{4}-){3}[A-Z2-9]{4})\s*$/m.exec(rollcall.logs())?.[1]);
}

/** Makes the first admin over HTTP, as a page would. */
export async function makeAdmin(rollcall: RollcallServer): Promise<void> {
  const answer = await fetch(`${rollcall.url}/api/v1/access/first-admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: await firstAdminCode(rollcall), ...ADMIN }),
  });
  if (answer.status !== 201) throw new Error(`first-admin: ${answer.status} ${await answer.text()}`);
}

/** Signs in on the login page, wherever that leads on to. */
export async function signIn(page: Page, { email, password }: Pick<Account, 'email' | 'password'>): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => address.pathname !== '/login');
}

/** Opens what the account button holds. */
export async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click();
  await expect(page.getByRole('dialog', { name: /^Account: / })).toBeVisible();
}
