import type { ActionRequest } from '../domain/action-request';
import { type Impact, impactOf, type Serving } from '../domain/impact';
import type { Feed } from '../feed/feed';
import type { PlannedTarget } from './planned-target';

/** What the action leaves of every service it touches. */
export function impactsOf(
  feed: Feed,
  { kind, weight, register }: Pick<ActionRequest, 'kind' | 'weight' | 'register'>,
  targets: readonly Pick<PlannedTarget, 'registry' | 'service' | 'instance'>[],
): readonly Impact[] {
  const byService = Map.groupBy(targets, ({ registry, service }) => JSON.stringify([registry, service]));
  return [...byService.values()].flatMap((among) => {
    const [first] = among;
    if (!first || first.instance === '') return [];
    const { registry, service } = first;
    const known = feed.upstream(registry)?.catalog.services.get(service)?.instances;
    if (!known && !register) return [];
    const acted = new Set(among.map(({ instance }) => instance));
    const members: Serving[] = [...(known?.values() ?? [])];
    if (register && !known?.has(first.instance)) members.push(newMember(first.instance, register));
    return [{ registry, service, ...impactOf(members, acted, { kind, weight }) }];
  });
}

/** The services whose names have to be typed, each once. */
export function endangered(services: readonly Impact[]): readonly string[] {
  return [...new Set(services.filter(({ isDangerous }) => isDangerous).map(({ service }) => service))];
}

/** One that is not there yet, as clients will take it once it is. */
function newMember(id: string, { weight, version }: NonNullable<ActionRequest['register']>): Serving {
  return { id, rotation: 'in', health: 'passing', weight: weight ?? null, zone: null, version: version ?? null };
}
