import type { Entry } from './entry';

/** The key without its last segment: `foo/bar` of `/foo/bar/1`, for layouts whose service names may hold slashes. */
export function servicePath({ segments }: Entry): string | undefined {
  if (segments.length < 2) return undefined;
  return segments.length === 2 ? segments[0] : segments.slice(0, -1).join('/');
}
