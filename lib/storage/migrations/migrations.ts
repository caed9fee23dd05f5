import type { Migration } from 'kysely/migration';
import { actionsAndAudit } from './actions-and-audit';

/** In the order they are run, which is that of their names; never renamed once released. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-actions-and-audit': actionsAndAudit,
};
