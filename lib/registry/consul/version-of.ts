import type { HealthEntry } from './health-entry';

const SAID = /^version=(.+)$/;
const PLAIN = /^v\d+(?:\.\d+){0,3}(?:[-+][\w.+-]+)?$/;

/** The version plain Consul users write: a `version=…` tag, metadata `version`, or a tag like `v1.2.3`. */
export function versionOf({ Service: { Tags: tags, Meta: meta } }: HealthEntry): string | null {
  const said = tags?.map((tag) => SAID.exec(tag)?.[1]).find((version) => version !== undefined);
  return said ?? (meta?.version || undefined) ?? tags?.find((tag) => PLAIN.test(tag)) ?? null;
}
