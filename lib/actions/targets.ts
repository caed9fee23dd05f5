import type { ActionRequest, TargetFilter, TargetRef } from '../domain/action-request';
import type { Identity } from '../domain/identity';
import type { Instance } from '../domain/instance';
import { compareInstances, instanceHasWords, searchWords } from '../domain/query';
import type { Feed } from '../feed/feed';
import type { Upstream } from '../feed/upstream';
import { ActionError } from './action-error';

/** How many instances one action may act on. */
export const TARGET_LIMIT = 500;

/** The instances that a request names, as last observed, each once. @throws ActionError */
export function resolveTargets(feed: Feed, targets: ActionRequest['targets']): readonly Instance[] {
  const found = isList(targets) ? named(feed, targets) : matching(feed, targets.filter);
  if (found.length > TARGET_LIMIT) {
    throw new ActionError(
      'malformed',
      `targets: ${found.length} instances; one action may act on ${TARGET_LIMIT} at most.`,
    );
  }
  return found;
}

/** Whether all of a host is drained or restored, by somebody who may act on whatever is there. */
export function isWholeHost({ kind, targets }: ActionRequest, identity: Identity | null): boolean {
  if ((kind !== 'drain' && kind !== 'restore') || isList(targets)) return false;
  const { registry: _, ...conditions } = targets.filter;
  const given = Object.entries(conditions).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const isLimited = identity === null || (identity.scope !== null && identity.scope.services.length > 0);
  return !isLimited && given.length === 1 && given[0] === 'node';
}

/** @throws ActionError `unknown-registry` */
export function upstreamOf(feed: Feed, registry: string): Upstream {
  const upstream = feed.upstream(registry);
  if (!upstream) throw new ActionError('unknown-registry', `There is no registry "${registry}".`);
  return upstream;
}

function named(feed: Feed, refs: readonly TargetRef[]): readonly Instance[] {
  const found = new Map<string, Instance>();
  for (const { registry, instance } of refs) {
    const known = upstreamOf(feed, registry).catalog.instances.get(instance);
    if (!known) throw new ActionError('unknown-instance', `Registry "${registry}" has no instance "${instance}".`);
    found.set(`${registry}/${instance}`, known);
  }
  return [...found.values()];
}

function matching(feed: Feed, filter: TargetFilter): readonly Instance[] {
  const { registry, service, node, address, q } = filter;
  const { catalog } = upstreamOf(feed, registry);
  const among = service === undefined ? catalog.instances : catalog.services.get(service)?.instances;
  const words = searchWords(q);
  const host = address === undefined ? undefined : hostOf(address);
  const found = [...(among?.values() ?? [])].filter(
    (instance) =>
      (node === undefined || instance.node === node) &&
      (host === undefined || instance.address.toLowerCase() === host) &&
      instanceHasWords(instance, words),
  );
  if (found.length === 0) {
    const asked = Object.entries({ service, node, address, q }).filter(([, value]) => value !== undefined);
    const words = asked.map(([name, value]) => `${name} "${value}"`).join(', ');
    throw new ActionError('unknown-instance', `Registry "${registry}" has no instance with ${words}.`);
  }
  return found.sort(compareInstances);
}

/** Every array has a `filter` too. */
function isList(targets: ActionRequest['targets']): targets is readonly TargetRef[] {
  return Array.isArray(targets);
}

/** IPv6 may be given in brackets. */
function hostOf(address: string): string {
  return address.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}
