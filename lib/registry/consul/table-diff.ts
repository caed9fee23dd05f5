import { z } from 'zod';

/** Service names with their tags, as `/v1/catalog/services` gives them. */
export type ServiceTable = ReadonlyMap<string, string>;

// A record schema would drop a service named `__proto__`.
const servicesSchema = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const tagsSchema = z.array(z.string()).nullable();

/** Each service's tags as one comparable text. @throws ZodError when the answer is something else */
export function readServiceTable(value: unknown): ServiceTable {
  // Consul gives the tags in an order of its own, a different one each time.
  const comparable = (tags: readonly string[] | null) => JSON.stringify([...(tags ?? [])].sort());
  const entries = Object.entries<unknown>(servicesSchema.parse(value) as Record<string, unknown>);
  return new Map(entries.map(([name, tags]) => [name, comparable(tagsSchema.parse(tags))]));
}

/** Services that came, went or have other tags. */
export function changedServices(before: ServiceTable, after: ServiceTable): string[] {
  const changed = [...after.keys()].filter((name) => before.get(name) !== after.get(name));
  return [...changed, ...[...before.keys()].filter((name) => !after.has(name))];
}

/** One check of `/v1/health/state/<state>`; a check of the node itself names no service. */
export interface StateCheck {
  readonly node: string;
  readonly service: string;
  readonly modifyIndex: number;
}

/** By node and check id. */
export type StateTable = ReadonlyMap<string, StateCheck>;

const checksSchema = z.array(
  z.object({ Node: z.string(), CheckID: z.string(), ServiceName: z.string().nullish(), ModifyIndex: z.number() }),
);

/** @throws ZodError when the answer is something else */
export function readStateTable(value: unknown): StateTable {
  return new Map(
    checksSchema.parse(value).map((check) => {
      const service = check.ServiceName ?? '';
      return [`${check.Node}\0${check.CheckID}`, { node: check.Node, service, modifyIndex: check.ModifyIndex }];
    }),
  );
}

/** Checks that came into the state, left it, or were written again in it. */
export function changedChecks(before: StateTable, after: StateTable): StateCheck[] {
  const came = [...after].filter(([key, check]) => before.get(key)?.modifyIndex !== check.modifyIndex);
  const went = [...before].filter(([key]) => !after.has(key));
  return [...came, ...went].map(([, check]) => check);
}
