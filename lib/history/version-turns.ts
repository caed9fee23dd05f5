import type { Instance } from '../domain/instance';

/** What became of an instance at one moment. */
export interface VersionTurn {
  /** Milliseconds since 1970; never before that of an earlier turn. */
  readonly at: number;
  /** Null when it is gone. */
  readonly instance: Instance | null;
  /** Whether a change says so: what is no change begins no version. */
  readonly isChange: boolean;
}

/** A stretch in which an instance was as it is said here. */
export interface Version {
  readonly instance: Instance;
  readonly from: number;
  /** Null while it is current. */
  readonly to: number | null;
}

/** What has to be written so that the versions of one instance are right again. */
export interface VersionEdits {
  /** New, or in place of the one that begins at the same time. */
  readonly put: readonly Version[];
  /** When the version that was current before ends as it is; null when it does not, or is among `put`. */
  readonly endAt: number | null;
  /** Whether the version that was current before goes without a trace: it lasted no time. */
  readonly drop: boolean;
}

/** What turns of one instance do to its versions. `currentFrom`: since when it has the current one; null for none. */
export function turnVersions(currentFrom: number | null, turns: readonly VersionTurn[]): VersionEdits {
  const put: Version[] = [];
  let endAt: number | null = null;
  let drop = false;
  // Without an instance the current one is as it is stored.
  let current: { from: number; instance: Instance | null } | null =
    currentFrom === null ? null : { from: currentFrom, instance: null };
  const end = (at: number) => {
    if (!current) return;
    const lasted = at > current.from;
    if (lasted && current.instance) put.push({ instance: current.instance, from: current.from, to: at });
    else if (lasted) endAt = at;
    else if (current.from === currentFrom) drop = true;
    current = null;
  };
  for (const { at, instance, isChange } of turns) {
    if (!instance) {
      end(at);
      continue;
    }
    if (current && isChange && at > current.from) end(at);
    current = { from: current?.from ?? at, instance };
  }
  if (current?.instance) put.push({ instance: current.instance, from: current.from, to: null });
  // What begins when the dropped one did takes its place.
  return { put, endAt, drop: drop && put.every(({ from }) => from !== currentFrom) };
}
