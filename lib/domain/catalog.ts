import { changesBetween, decisiveOutput, type RemovalCause, subjectOf, type UnplacedChange } from './change';
import type { Check, Instance, ObservedInstance } from './instance';
import { type ServiceSummary, summarizeService } from './service';

/** All instances of one registry as last observed, with their services. Changed only by {@link applyBatch}. */
export interface Catalog {
  readonly registry: string;
  readonly instances: Map<string, Instance>;
  readonly services: Map<string, ServiceEntry>;
}

interface ServiceEntry {
  readonly instances: Map<string, Instance>;
  /** Absent only between the first instance and the end of its batch. */
  summary: ServiceSummary | undefined;
}

export interface Removal {
  readonly id: string;
  readonly cause: RemovalCause;
}

/** What happened at one position of a registry. An id in both lists was removed first, then registered again. */
export interface Batch {
  readonly removed: readonly Removal[];
  readonly upserted: readonly ObservedInstance[];
}

/** What one batch did to the catalog; instances that read back the same are left out. */
export interface Applied {
  readonly upserted: readonly Instance[];
  readonly removed: readonly string[];
  readonly services: readonly ServiceSummary[];
  readonly removedServices: readonly string[];
  readonly changes: readonly UnplacedChange[];
}

export function emptyCatalog(registry: string): Catalog {
  return { registry, instances: new Map(), services: new Map() };
}

/**
 * Applies a batch in place and says what it did. `at` (ISO 8601) becomes the since of every state that is new.
 * The cost is that of the batch and of the services it touches, never of the whole catalog.
 */
export function applyBatch(catalog: Catalog, batch: Batch, at: string): Applied {
  const changes: UnplacedChange[] = [];
  const upserted: Instance[] = [];
  const removed = new Set<string>();
  const touched = new Set<string>();
  const returning = new Map<string, Instance>();

  for (const removal of batch.removed) {
    const before = catalog.instances.get(removal.id);
    if (!before) continue;
    detach(catalog, before);
    touched.add(before.service);
    removed.add(removal.id);
    returning.set(removal.id, before);
    changes.push({ ...subjectOf(before), kind: 'deregistered', from: before.health, cause: removal.cause });
  }
  for (const observed of batch.upserted) {
    const before = catalog.instances.get(observed.id);
    const after = settle(catalog.registry, observed, before ?? returning.get(observed.id), at);
    if (before && sameInstance(before, after)) continue;
    if (before && before.service !== after.service) {
      detach(catalog, before);
      touched.add(before.service);
    }
    attach(catalog, after);
    touched.add(after.service);
    removed.delete(after.id);
    upserted.push(after);
    if (before) changes.push(...changesBetween(before, after));
    else changes.push(arrival(after, returning.has(after.id), changes));
  }

  const services: ServiceSummary[] = [];
  const removedServices: string[] = [];
  for (const name of touched) {
    const entry = catalog.services.get(name);
    if (!entry) continue;
    if (entry.instances.size === 0) {
      catalog.services.delete(name);
      removedServices.push(name);
      continue;
    }
    entry.summary = summarizeService(entry.instances.values(), entry.summary && { summary: entry.summary, at });
    services.push(entry.summary);
  }
  return { upserted, removed: [...removed], services, removedServices, changes };
}

/**
 * The batch that turns the catalog into exactly `instances`: what a relist means. What is gone is removed for an
 * unknown cause, since nobody watched. `applyBatch(a, diffCatalog(a, b)) = b`.
 */
export function diffCatalog(catalog: Catalog, instances: readonly ObservedInstance[]): Batch {
  const present = new Set(instances.map((instance) => instance.id));
  const removed: Removal[] = [];
  for (const id of catalog.instances.keys()) if (!present.has(id)) removed.push({ id, cause: 'unknown' });
  return { removed, upserted: instances };
}

/** Same in everything a reader can see. */
export function sameInstance(a: Instance, b: Instance): boolean {
  for (const key of Object.keys(a) as (keyof Instance)[]) if (!sameValue(a[key], b[key])) return false;
  return true;
}

function attach(catalog: Catalog, instance: Instance): void {
  catalog.instances.set(instance.id, instance);
  const entry = catalog.services.get(instance.service);
  if (entry) entry.instances.set(instance.id, instance);
  else {
    const instances = new Map([[instance.id, instance]]);
    catalog.services.set(instance.service, { instances, summary: undefined });
  }
}

function detach(catalog: Catalog, instance: Instance): void {
  catalog.instances.delete(instance.id);
  catalog.services.get(instance.service)?.instances.delete(instance.id);
}

/** Gives an observation its since: kept from `before` where the state is the same. Unchanged parts keep their identity. */
function settle(registry: string, observed: ObservedInstance, before: Instance | undefined, at: string): Instance {
  const checks = observed.checks.map((check): Check => {
    const known = before?.checks.find((candidate) => candidate.id === check.id);
    const since = check.since ?? (known?.status === check.status ? known.since : at);
    return { ...check, since };
  });
  const sameState = before && before.health === observed.health && before.rotation === observed.rotation;
  const since = observed.since ?? (sameState ? before.since : at);
  return { ...observed, registry, checks, flapping: false, since };
}

function arrival(instance: Instance, isReturn: boolean, changes: UnplacedChange[]): UnplacedChange {
  const output = decisiveOutput(instance);
  const change: UnplacedChange = {
    ...subjectOf(instance),
    kind: isReturn ? 're-registered' : 'registered',
    to: instance.health,
    ...(output && { output }),
  };
  if (isReturn) {
    const departure = changes.findIndex((candidate) => candidate.instance === instance.id);
    changes.splice(departure, 1);
  }
  return change;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
