import type { ErrorCode } from './errors';

/** The connection to one registry. `since` is ISO 8601. */
export type Link =
  | { readonly state: 'connecting'; readonly since: string }
  | { readonly state: 'live'; readonly since: string }
  | { readonly state: 'stale'; readonly since: string; readonly cause: ErrorCode; readonly detail: string };
