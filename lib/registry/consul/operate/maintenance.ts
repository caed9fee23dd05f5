import type { HealthEntry } from '../health-entry';

/** What is put in maintenance: one service of a node, or all that is on it. */
export type Maintained = 'service' | 'node';

/** The check that stands for it. */
export function maintenanceCheckId(serviceId: string, maintained: Maintained): string {
  return maintained === 'node' ? '_node_maintenance' : `_service_maintenance:${serviceId}`;
}

/** The reason a service or its whole node is in maintenance for; null where it is not. */
export function maintenanceReason(
  { Service: { ID: id }, Checks: checks }: HealthEntry,
  maintained: Maintained,
): string | null {
  const name = maintenanceCheckId(id, maintained);
  const check = checks?.find(({ CheckID }) => CheckID === name);
  return check ? (check.Notes ?? '') : null;
}
