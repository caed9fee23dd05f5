import type { Catalog } from '../domain/catalog';
import type { Moment } from '../domain/history';
import type { Upstream } from '../feed/upstream';
import { runtime } from '../running';
import { momentOf } from './history-parse';
import { Problem } from './problem';

/** Which catalogs: of all registries or one, as they are, or as they were at a time (ISO 8601). */
export interface CatalogQuery {
  readonly registry?: string | undefined;
  readonly at?: string | undefined;
}

/** The catalogs that are asked for, and how well each is known where they are of the past. */
export interface Catalogs {
  readonly catalogs: readonly Catalog[];
  readonly moments?: readonly Moment[];
}

/** @throws Problem `unknown-registry` */
export function knownUpstream(registry: string): Upstream {
  const upstream = runtime().feed.upstream(registry);
  if (!upstream) throw new Problem('unknown-registry', `There is no registry "${registry}".`);
  return upstream;
}

/** One upstream, or all. @throws Problem `unknown-registry` */
export function upstreamsOf(registry: string | undefined): readonly Upstream[] {
  return registry === undefined ? [...runtime().feed.upstreams()] : [knownUpstream(registry)];
}

/** The live catalogs, or those of a moment; of a moment before anything is known they are empty. @throws Problem */
export async function catalogsOf({ registry, at }: CatalogQuery): Promise<Catalogs> {
  const upstreams = upstreamsOf(registry);
  const atMs = momentOf(at);
  if (atMs === undefined) return { catalogs: upstreams.map(({ catalog }) => catalog) };
  const { past } = runtime();
  const known = await Promise.all(upstreams.map((upstream) => past.catalogAt(upstream.registry.id, atMs)));
  return { catalogs: known.map(({ catalog }) => catalog), moments: known.map(({ moment }) => moment) };
}
