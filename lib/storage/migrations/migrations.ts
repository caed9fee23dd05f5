import type { Migration } from 'kysely/migration';
import { access } from './access';
import { actionSteps } from './action-steps';
import { actionWords } from './action-words';
import { actionsAndAudit } from './actions-and-audit';
import { auditKeepsRows } from './audit-keeps-rows';
import { historyReads } from './history-reads';
import { journal } from './journal';
import { journalVersions } from './journal-versions';
import { notifications } from './notifications';

/** In the order they are run, which is that of their names; never renamed once released. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-actions-and-audit': actionsAndAudit,
  '0002-action-steps': actionSteps,
  '0003-access': access,
  '0004-audit-keeps-rows': auditKeepsRows,
  '0005-action-words': actionWords,
  '0006-journal': journal,
  '0007-journal-versions': journalVersions,
  '0008-notifications': notifications,
  '0009-history-reads': historyReads,
};
