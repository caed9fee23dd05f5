import type { Instance } from '../domain/instance';

/** What the body of a row says; nothing where it is broken: one such row must not hide all others. */
export function readBody<Body extends object>(body: string): Partial<Body> {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null ? (read as Partial<Body>) : {};
  } catch {
    return {};
  }
}

/** Null for what no version of Rollcall has written. */
export function readInstance(body: string): Instance | null {
  const read = readBody<Instance>(body);
  const isInstance =
    typeof read.id === 'string' && typeof read.service === 'string' && Array.isArray(read.checks) && read.metadata;
  return isInstance ? (read as Instance) : null;
}
