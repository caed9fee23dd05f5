import { saidPolicy } from '../actions/said-policy';
import type { Catalog } from '../domain/catalog';
import type { Consumer } from '../domain/consumer';
import { describeError } from '../domain/errors';
import type { Moment } from '../domain/history';
import type { Instance } from '../domain/instance';
import {
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
import type { Inspection, Rejection } from '../registry/port';
import { runtime } from '../running';
import { type CatalogQuery, catalogsOf, knownUpstream, upstreamsOf } from './catalogs';
import { type Page, pageOf } from './page';

/** How many items a list answers where nothing else is asked for. */
export const DEFAULT_LIMIT = 100;
/** How long a reader waits for a registry's own record, in milliseconds. */
const INSPECT_TIMEOUT_MS = 3_000;

interface Paging {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A page of what is now, or of what was: then with how well each registry is known. */
export interface PageAt<Item> extends Page<Item> {
  readonly moments?: readonly Moment[];
}

/** A service with its instances, worst first, and who subscribes to it now. */
export interface FoundService {
  readonly summary: ServiceSummary;
  readonly instances: readonly Instance[];
  readonly consumers: readonly Consumer[];
}

export type InspectedInstance = Instance & Omit<Inspection, 'raw'> & { raw: string | null; rawProblem?: string };

/** The place of the newest change: what a page hands to the stream. */
export function feedCursor(): string {
  return runtime().feed.cursor;
}

/** The policy the configuration names for a service, with its options; null where it names none. */
export function policySaid(place: { readonly registry: string; readonly service: string }) {
  const { policy: id, options, isConfigured } = saidPolicy(runtime().config.simulation, place);
  return isConfigured ? { id, options } : null;
}

/** Services whose own name or tags, or any of whose instances, have the words of `q`. @throws Problem */
export async function listServices(
  query: ListQuery & Paging & CatalogQuery & { readonly sort?: ServiceSort | undefined },
): Promise<PageAt<ServiceSummary>> {
  const { catalogs, moments } = await catalogsOf(query);
  const words = searchWords(query.q);
  const compare = compareServices(query.sort ?? 'worst');
  const page = pageOf(
    select(catalogs),
    { compare, fields: ['registry', 'service', 'health', 'since', 'instances', 'inRotation'] },
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
  );
  return { ...page, ...(moments && { moments }) };

  function* select(among: readonly Catalog[]): Generator<ServiceSummary> {
    for (const catalog of among) {
      for (const { summary, instances } of catalog.services.values()) {
        if (!summary || !matchesService(summary, query)) continue;
        if (serviceHasWords(summary, words) || hasInstance(instances.values(), words)) yield summary;
      }
    }
  }
}

/** Instances, worst first. @throws Problem */
export async function listInstances(query: ListQuery & Paging & CatalogQuery): Promise<PageAt<Instance>> {
  const { catalogs, moments } = await catalogsOf(query);
  const words = searchWords(query.q);
  const page = pageOf(
    select(catalogs),
    { compare: compareInstances, fields: ['registry', 'service', 'id', 'address', 'port', 'health'] },
    { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor },
  );
  return { ...page, ...(moments && { moments }) };

  function* select(catalogs: readonly Catalog[]): Generator<Instance> {
    for (const catalog of catalogs) {
      const among = query.service === undefined ? catalog : catalog.services.get(query.service);
      for (const instance of among?.instances.values() ?? []) {
        if (matchesInstance(instance, query) && instanceHasWords(instance, words)) yield instance;
      }
    }
  }
}

/**
 * A service, or one of the past (`at`, ISO 8601), without consumers: who they were is not kept. `found` is null when
 * there is none of that name. @throws Problem `unknown-registry`, `malformed`
 */
export async function getService(
  registry: string,
  service: string,
  at?: string,
): Promise<{ readonly found: FoundService | null; readonly moments?: readonly Moment[] }> {
  const { catalogs, moments } = await catalogsOf({ registry, at });
  const entry = catalogs[0]?.services.get(service);
  const found = entry?.summary && {
    summary: entry.summary,
    instances: [...entry.instances.values()].sort(compareInstances),
    consumers: at === undefined ? listConsumers(registry, service) : [],
  };
  return { found: found ?? null, ...(moments && { moments }) };
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

function hasInstance(instances: Iterable<Instance>, words: readonly string[]): boolean {
  for (const instance of instances) if (instanceHasWords(instance, words)) return true;
  return false;
}
