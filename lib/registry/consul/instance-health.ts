import { HEALTHS, type Health, type ObservedCheck, type Rotation, worseHealth } from '../../domain/instance';
import type { HealthEntryCheck } from './health-entry';

export interface InstanceHealth {
  readonly health: Health;
  readonly rotation: Rotation;
  readonly checks: readonly ObservedCheck[];
}

/**
 * Health from the checks of the service and its node: the worst, passing without any. Maintenance is what an operator
 * decided, so its check (which Consul keeps critical) is listed, but speaks of rotation only.
 */
export function instanceHealth(checks: readonly HealthEntryCheck[]): InstanceHealth {
  let health: Health = 'passing';
  let rotation: Rotation = 'in';
  for (const check of checks) {
    if (isMaintenance(check)) rotation = 'out';
    else health = worseHealth(health, statusOf(check));
  }
  return { health, rotation, checks: checks.map(observedCheck) };
}

function observedCheck(check: HealthEntryCheck): ObservedCheck {
  return {
    id: check.CheckID,
    name: check.Name || check.CheckID,
    kind: kindOf(check),
    status: statusOf(check),
    // Maintenance has its reason in the notes.
    output: check.Output || (isMaintenance(check) && check.Notes) || '',
  };
}

/** Whether a check stands for what an operator decided of the service or its node. */
export function isMaintenance({ CheckID }: HealthEntryCheck): boolean {
  return CheckID === '_node_maintenance' || CheckID.startsWith('_service_maintenance:');
}

function kindOf(check: HealthEntryCheck): string {
  if (isMaintenance(check)) return 'maintenance';
  if (check.CheckID === 'serfHealth') return 'serf';
  // Checks written to the catalog, as consul-esm does, are run by something outside and have no type.
  return check.Type || 'external';
}

function statusOf({ Status }: HealthEntryCheck): Health {
  return HEALTHS.find((health) => health === Status) ?? 'unknown';
}
