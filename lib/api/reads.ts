import type { Change } from '../domain/change';
import type { Consumer } from '../domain/consumer';
import { describeError } from '../domain/errors';
import type { Instance } from '../domain/instance';
import {
  type ChangeQuery,
  compareInstances,
  compareServices,
  compareText,
  instanceHasWords,
  type ListQuery,
  matchesInstance,
  matchesService,
  type ServiceSort,
  searchWords,
  serviceHasWords,
} from '../domain/query';
import type { ServiceSummary } from '../domain/service';
import type { Upstream } from '../feed/upstream';
import type { Inspection, Rejection } from '../registry/port';
import { runtime } from '../running';
import { type Page, pageOf } from './page';
import { Problem } from './problem';

/** How many items a list answers where nothing else is asked for. */
export const DEFAULT_LIMIT = 100;
/** How long a reader waits for a registry's own record, in milliseconds. */
const INSPECT_TIMEOUT_MS = 3_000;

interface Paging {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export type InspectedInstance = Instance & Omit<Inspection, 'raw'> & { raw: string | null; rawProblem?: string };

/** The place of the newest change: what a page hands to the stream. */
export function feedCursor(): string {
  return runtime().feed.cursor;
}

/** @throws Problem `unknown-registry` */
export function knownUpstream(registry: string): Upstream {
  const upstream = runtime().feed.upstream(registry);
  if (!upstream) throw new Problem('unknown-registry', `There is no registry "${registry}".`);
  return upstream;
}

/** Services whose own name or tags, or any of whose instances, have the words of `q`. @throws Problem */
export function listServices(
  query: ListQuery & Paging & { readonly sort?: ServiceSort | undefined },
): Page<ServiceSummary> {
  const words = searchWords(query.q);
  const compare = compareServices(query.sort ?? 'worst');
  return pageOf(
    select(),
    { compare, fields: ['registry', 'service', 'health', 'since', 'instances', 'inRotation'] },
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
  );

  function* select(): Generator<ServiceSummary> {
    for (const { catalog } of upstreamsOf(query.registry)) {
      for (const { summary, instances } of catalog.services.values()) {
        if (!summary || !matchesService(summary, query)) continue;
        if (serviceHasWords(summary, words) || hasInstance(instances.values(), words)) yield summary;
      }
    }
  }
}

/** Instances, worst first. @throws Problem */
export function listInstances(query: ListQuery & Paging): Page<Instance> {
  const words = searchWords(query.q);
  return pageOf(
    select(),
    { compare: compareInstances, fields: ['registry', 'service', 'id', 'address', 'port', 'health'] },
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
  );

  function* select(): Generator<Instance> {
    for (const { catalog } of upstreamsOf(query.registry)) {
      const among = query.service === undefined ? catalog : catalog.services.get(query.service);
      for (const instance of among?.instances.values() ?? []) {
        if (matchesInstance(instance, query) && instanceHasWords(instance, words)) yield instance;
      }
    }
  }
}

/** A service with its instances, worst first; null when there is none of that name. @throws Problem `unknown-registry` */
export function getService(
  registry: string,
  service: string,
): { summary: ServiceSummary; instances: Instance[]; consumers: readonly Consumer[] } | null {
  const upstream = knownUpstream(registry);
  const entry = upstream.catalog.services.get(service);
  if (!entry?.summary) return null;
  return {
    summary: entry.summary,
    instances: [...entry.instances.values()].sort(compareInstances),
    consumers: upstream.registry.consumers?.(service) ?? [],
  };
}

/** Whether a registry can tell who subscribes. @throws Problem `unknown-registry` */
export function hasConsumers(registry: string): boolean {
  return knownUpstream(registry).registry.consumers !== undefined;
}

/** Who subscribes to a service, where its format tells; nobody where it has no instance. @throws Problem `unknown-registry` */
export function listConsumers(registry: string, service: string): readonly Consumer[] {
  return knownUpstream(registry).registry.consumers?.(service) ?? [];
}

/**
 * An instance with what its registry holds; where that cannot be read, what was last observed and why. Null when there
 * is none of that id. @throws Problem `unknown-registry`
 */
export async function getInstance(
  registry: string,
  id: string,
  signal?: AbortSignal,
): Promise<InspectedInstance | null> {
  const upstream = knownUpstream(registry);
  const instance = upstream.catalog.instances.get(id);
  if (!instance) return null;
  const timeout = AbortSignal.timeout(INSPECT_TIMEOUT_MS);
  try {
    const inspection = await upstream.registry.inspect(instance, signal ? AbortSignal.any([signal, timeout]) : timeout);
    return { ...instance, ...inspection, lease: inspection.lease ?? instance.lease };
  } catch (error) {
    return { ...instance, raw: null, native: {}, rawProblem: describeError(error).detail };
  }
}

/** Changes still held, newest first. @throws Problem */
export function listChanges(query: ChangeQuery & Paging): Page<Change> {
  if (query.registry !== undefined) knownUpstream(query.registry);
  const limit = query.limit ?? DEFAULT_LIMIT;
  const from = query.from && new Date(query.from).toISOString();
  const to = query.to && new Date(query.to).toISOString();
  const items: Change[] = [];
  let total = 0;
  let isAfter = query.cursor === undefined;
  let hasMore = false;
  for (const change of runtime().feed.changes()) {
    const isMatch =
      (query.registry === undefined || change.registry === query.registry) &&
      (query.service === undefined || change.service === query.service) &&
      (query.instance === undefined || change.instance === query.instance) &&
      (query.kind === undefined || change.kind === query.kind) &&
      (query.origin === undefined || change.origin === query.origin) &&
      (query.action === undefined || change.action === query.action) &&
      (!from || change.at >= from) &&
      (!to || change.at < to);
    if (isMatch) {
      total += 1;
      if (isAfter && items.length < limit) items.push(change);
      else hasMore ||= isAfter;
    }
    if (change.id === query.cursor) isAfter = true;
  }
  if (!isAfter)
    throw new Problem('malformed', 'cursor: expected the nextCursor of an answer whose changes are still held');
  return { items, nextCursor: hasMore ? (items.at(-1)?.id ?? null) : null, total };
}

/** Keys that no format could decode, by key. @throws Problem */
export function listRejected(
  query: Paging & { readonly registry?: string | undefined },
): Page<Rejection & { registry: string }> {
  return pageOf(
    select(),
    {
      compare: (a, b) => compareText(a.registry, b.registry) || compareText(a.key, b.key),
      fields: ['registry', 'key'],
    },
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
  );

  function* select() {
    for (const { registry, rejected } of upstreamsOf(query.registry)) {
      for (const rejection of rejected.values()) yield { registry: registry.id, ...rejection };
    }
  }
}

function upstreamsOf(registry: string | undefined): Iterable<Upstream> {
  return registry === undefined ? runtime().feed.upstreams() : [knownUpstream(registry)];
}

function hasInstance(instances: Iterable<Instance>, words: readonly string[]): boolean {
  for (const instance of instances) if (instanceHasWords(instance, words)) return true;
  return false;
}
