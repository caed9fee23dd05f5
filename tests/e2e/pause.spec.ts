import { expect, test } from '@playwright/test';
import { startRollcall } from '../support/rollcall-server';
import { expectSameDocument, linkBadge, openLive } from './support/open-page';
import { register } from './support/registration';
import { changeRows, rowsOf, serviceRow } from './support/rows';

const QUIET = { env: { ROLLCALL_DEMO: 'off' } };

test('pause stops what moves and counts what waits; resume shows it', async ({ page }) => {
  await using rollcall = await startRollcall(QUIET);
  await register(rollcall.url, 'first', { service: 'first' });
  await openLive(page, `${rollcall.url}/changes`);
  await expect(changeRows(page, 'first', 'registered')).toHaveCount(1);
  const before = await rowsOf(page, 'Changes, newest first').count();

  await page.getByRole('button', { name: 'Pause updates' }).click();
  await expect(linkBadge(page)).toHaveText('Paused');
  for (const service of ['second', 'third', 'fourth']) await register(rollcall.url, service, { service });
  await expect(linkBadge(page)).toHaveText('Paused · 3 new');
  await expect(page.getByRole('button', { name: '3 new since you paused' })).toBeVisible();
  await expect(rowsOf(page, 'Changes, newest first')).toHaveCount(before);

  await page.getByRole('link', { name: /^Services/ }).click();
  await expect(serviceRow(page, 'first')).toBeVisible();
  await expect(linkBadge(page)).toHaveText('Paused · 3 new');
  await expect(serviceRow(page, 'second')).toHaveCount(0);

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(linkBadge(page)).toHaveText('Live');
  for (const service of ['second', 'third', 'fourth']) await expect(serviceRow(page, service)).toBeVisible();
  await register(rollcall.url, 'fifth', { service: 'fifth' });
  await expect(serviceRow(page, 'fifth')).toBeVisible();
  await expectSameDocument(page);
});

test('a list of changes that is scrolled down stands still and says how many are new', async ({ page }) => {
  await using rollcall = await startRollcall(QUIET);
  for (let index = 0; index < 60; index += 1) await register(rollcall.url, `i${index}`, { service: `early-${index}` });
  await openLive(page, `${rollcall.url}/changes`);
  await expect(changeRows(page, 'early-59', 'registered')).toBeVisible();
  await changeRows(page, 'early-50', 'registered').hover();
  await page.mouse.wheel(0, 700);
  const anchor = changeRows(page, 'early-30', 'registered');
  await expect(anchor).toBeInViewport();
  const [top, head] = await Promise.all([
    page.getByRole('main').boundingBox(),
    page.getByRole('columnheader', { name: 'Time, UTC' }).boundingBox(),
  ]);
  expect(head?.y, 'the head stays at the top').toBeCloseTo(top?.y ?? Number.NaN, 0);
  const at = await anchor.boundingBox();
  await register(rollcall.url, 'late-1', { service: 'late-1' });
  await register(rollcall.url, 'late-2', { service: 'late-2' });
  await expect(page.getByRole('button', { name: '2 new', exact: true })).toBeVisible();
  expect((await anchor.boundingBox())?.y).toBeCloseTo(at?.y ?? Number.NaN, 0);
  await page.getByRole('button', { name: '2 new', exact: true }).click();
  await expect(changeRows(page, 'late-2', 'registered')).toBeInViewport();
});

test('two tabs are live at once, and pausing one leaves the other moving', async ({ page, context }) => {
  await using rollcall = await startRollcall(QUIET);
  const other = await context.newPage();
  await openLive(page, `${rollcall.url}/services`);
  await openLive(other, `${rollcall.url}/services`);
  await register(rollcall.url, 'both', { service: 'both' });
  await expect(serviceRow(page, 'both')).toBeVisible();
  await expect(serviceRow(other, 'both')).toBeVisible();

  await other.getByRole('button', { name: 'Pause updates' }).click();
  await register(rollcall.url, 'one', { service: 'one' });
  await expect(serviceRow(page, 'one')).toBeVisible();
  await expect(linkBadge(other)).toHaveText('Paused · 1 new');
  await expect(serviceRow(other, 'one')).toHaveCount(0);
  await expectSameDocument(page, other);
});
