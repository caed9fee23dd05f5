import { formatAddress, type ObservedInstance } from '../../domain/instance';
import { instanceId } from '../instance-id';
import type { Rejection } from '../port';
import type { ConsulOptions } from './consul-options';
import type { Reading } from './conventions/convention';
import { CONVENTIONS } from './conventions/conventions';
import { type HealthEntry, healthEntrySchema, nativeIdOf } from './health-entry';
import { instanceHealth } from './instance-health';
import { versionOf } from './version-of';

/** Which registry and scope an entry was read from; the entry itself wins where it says so. */
export type EntryScope = Pick<ConsulOptions, 'id' | 'datacenter' | 'namespace' | 'partition'>;

/** Decodes one entry of `/v1/health/service/<name>`. `place` names it where it cannot name itself. */
export function decodeEntry(
  raw: unknown,
  place: string,
  scope: EntryScope,
): ObservedInstance | { readonly rejection: Rejection } {
  const parsed = healthEntrySchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const reason = issue ? `${issue.path.join('.') || 'entry'}: ${issue.message}` : 'not a health entry';
    return { rejection: { key: place, reason, nearestFormat: 'consul' } };
  }
  return instanceOf(parsed.data, scope);
}

function instanceOf(entry: HealthEntry, scope: EntryScope): ObservedInstance {
  const { Node: node, Service: service } = entry;
  const checks = entry.Checks ?? [];
  const datacenter = node.Datacenter || scope.datacenter || null;
  const namespace = service.Namespace || scope.namespace || null;
  const partition = service.Partition || scope.partition || '';
  const { format, reading } = read(entry);
  const address = unbracketed(service.Address || node.Address);
  const { health, rotation, checks: observed } = instanceHealth(checks);
  return {
    id: consulInstanceId({ ...scope, partition, namespace, datacenter }, node.Node, service.ID),
    service: service.Service,
    nativeId: nativeIdOf(entry),
    address,
    port: service.Port,
    endpoints: reading.endpoints ?? [formatAddress(address, service.Port)],
    version: reading.version ?? versionOf(entry),
    tags: reading.tags ?? service.Tags ?? [],
    metadata: reading.metadata ?? service.Meta ?? {},
    weight: reading.weight === undefined ? (service.Weights?.Passing ?? 1) : reading.weight,
    health,
    rotation: reading.rotation ?? rotation,
    checks: observed,
    zone: reading.zone ?? service.Meta?.zone ?? service.Locality?.Zone ?? node.Locality?.Zone ?? null,
    datacenter,
    namespace,
    node: node.Node,
    format,
    lease: null,
    registeredAt: null,
    revision: revisionOf(entry),
  };
}

/** Of whatever changed last of a service and the checks that count for it. */
export function revisionOf({ Service: service, Checks: checks }: HealthEntry): string {
  return String(Math.max(service.ModifyIndex, ...(checks ?? []).map((check) => check.ModifyIndex)));
}

/** Rollcall's id of a service by its id on a node, which is unique in one scope. */
export function consulInstanceId(
  scope: Record<'partition' | 'namespace' | 'datacenter', string | null | undefined> & { readonly id: string },
  node: string,
  serviceId: string,
): string {
  const { id, partition, namespace, datacenter } = scope;
  return instanceId(id, partition ?? '', namespace ?? '', datacenter ?? '', node, serviceId);
}

/** Some write IPv6 as in a URL, and Consul takes it. */
function unbracketed(address: string): string {
  return address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
}

function read(entry: HealthEntry): { format: string; reading: Reading } {
  for (const { format, read: readAs } of CONVENTIONS) {
    const reading = readAs(entry);
    if (reading) return { format, reading };
  }
  return { format: 'consul', reading: {} };
}
