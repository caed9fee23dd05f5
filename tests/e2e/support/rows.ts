import type { Locator, Page } from '@playwright/test';

/** The row of a service on Services. */
export function serviceRow(page: Page, service: string): Locator {
  return rowsOf(page, 'Services').filter({ has: page.getByRole('link', { name: service, exact: true }) });
}

/** The row of an instance on the page of its service, by `host:port`. */
export function instanceRow(page: Page, address: string): Locator {
  return rowsOf(page, 'Instances').filter({ has: page.getByRole('link', { name: address, exact: true }) });
}

/** The rows of Changes about a service whose cell says `what`: "registered", "passing to critical". */
export function changeRows(page: Page, service: string, what: string): Locator {
  return rowsOf(page, 'Changes, newest first')
    .filter({ has: page.getByRole('link', { name: service, exact: true }) })
    .filter({ has: page.getByRole('cell', { name: what, exact: true }) });
}

/** Every row of a table that holds a link: not its head, and none of the rows that only take up height. */
export function rowsOf(page: Page, table: string): Locator {
  return page
    .getByRole('table', { name: table, exact: true })
    .getByRole('row')
    .filter({ has: page.getByRole('link') });
}
