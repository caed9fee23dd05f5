import type { Locator, Page } from '@playwright/test';
import { serviceRow } from './rows';

/** The history bar of a service on Services. */
export function serviceBar(page: Page, service: string): Locator {
  return serviceRow(page, service).getByRole('slider');
}

/** The large bar of the service or instance whose page it is. */
export function strip(page: Page): Locator {
  return page.getByRole('main').locator('.history-strip').getByRole('slider');
}

/** What says that the page shows the past. */
export function pastBanner(page: Page): Locator {
  return page.getByRole('region', { name: 'The past' });
}

/** The rows of instances that left. */
export function departedRows(page: Page): Locator {
  return page
    .getByRole('table', { name: 'Left lately' })
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
}
