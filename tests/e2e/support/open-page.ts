import { expect, type Locator, type Page } from '@playwright/test';

/** Opens an address, waits until the page is live, and marks the document for {@link expectSameDocument}. */
export async function openLive(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(linkBadge(page)).toHaveText('Live', { timeout: 20_000 });
  // The server paints it too: only with the stream does the page hear clicks and keys.
  await expectStream(page);
  await markDocument(page);
}

/** Waits until the page has heard from the stream. */
export async function expectStream(page: Page): Promise<void> {
  await expect(linkBadge(page)).toHaveAttribute('data-stream', 'live', { timeout: 45_000 });
}

/** What the top of the page says of the connection: Live, Paused, Stale since …. */
export function linkBadge(page: Page): Locator {
  return page.getByRole('banner').getByRole('status');
}

/** Leaves a mark in the window that only a new document is without. */
export async function markDocument(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { isMarked: true }));
}

/** What has appeared since the mark appeared without a reload. */
export async function expectSameDocument(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) expect(await page.evaluate(() => 'isMarked' in window), page.url()).toBe(true);
}
