import { RegistryError } from '../../domain/errors';
import type { Instance } from '../../domain/instance';
import type { Inspection } from '../port';
import { type ConsulApi, servicePath } from './consul-api';
import { type HealthEntry, healthEntrySchema, nativeIdOf } from './health-entry';
import { isMaintenance } from './instance-health';

/** The health entry of one instance as Consul holds it now. @throws RegistryError */
export async function inspectInstance(api: ConsulApi, instance: Instance, signal: AbortSignal): Promise<Inspection> {
  const { value } = await api.read({ path: servicePath(instance.service) }, signal);
  for (const raw of Array.isArray(value) ? value : []) {
    const entry = healthEntrySchema.safeParse(raw).data;
    if (!entry || nativeIdOf(entry) !== instance.nativeId) continue;
    return { raw: JSON.stringify(raw, null, 2), native: nativeTerms(entry), lease: null };
  }
  throw new RegistryError('gone', `${instance.nativeId} is no longer registered`);
}

function nativeTerms({ Node: node, Service: service, Checks: checks }: HealthEntry): Record<string, string> {
  const terms: Record<string, string | number | null | undefined> = {
    Node: node.Node,
    'Node.ID': node.ID,
    'Node.Address': node.Address,
    Datacenter: node.Datacenter,
    Namespace: service.Namespace,
    Partition: service.Partition,
    ServiceID: service.ID,
    Status: nativeStatus(checks ?? []),
    'Weights.Passing': service.Weights?.Passing,
    'Weights.Warning': service.Weights?.Warning,
    CreateIndex: service.CreateIndex,
    ModifyIndex: service.ModifyIndex,
  };
  const known = Object.entries(terms).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(known.map(([term, value]) => [term, String(value)]));
}

/** As Consul's own `AggregatedStatus`, in which maintenance is the worst. */
function nativeStatus(checks: NonNullable<HealthEntry['Checks']>): string {
  if (checks.some(isMaintenance)) return 'maintenance';
  return ['critical', 'warning'].find((status) => checks.some((check) => check.Status === status)) ?? 'passing';
}
