import { expect, type Locator, type Page } from '@playwright/test';

/** The panel in which an action is looked at, begun and followed. */
export function drawer(page: Page): Locator {
  return page.getByRole('dialog');
}

/** What the page tells of the actions begun in it. */
export function notices(page: Page): Locator {
  return page.getByRole('region', { name: 'Notices' });
}

/** The bar with what can be done to the selected instances. */
export function selectionBar(page: Page): Locator {
  return page.getByRole('region', { name: 'Selected instances' });
}

export async function select(page: Page, ...addresses: readonly string[]): Promise<void> {
  for (const address of addresses) await page.getByRole('checkbox', { name: `Select ${address}` }).check();
}

/** Opens the menu of a row and chooses from it. */
export async function chooseInRow(page: Page, address: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions on ${address}` }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Gives a reason and presses the button that names what it does. */
export async function beginBecause(page: Page, reason: string, button: string | RegExp): Promise<void> {
  await drawer(page).getByLabel('Reason').fill(reason);
  await drawer(page).getByRole('button', { name: button }).click();
}

/** Closes the drawer once it tells of this outcome. */
export async function closeAfter(page: Page, outcome: string | RegExp): Promise<void> {
  await expect(drawer(page).getByRole('status').filter({ hasText: outcome })).toBeVisible();
  await drawer(page).getByRole('button', { name: 'Done' }).click();
  await expect(drawer(page)).toBeHidden();
}
