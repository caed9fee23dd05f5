import type { Change, ChangeKind } from '../domain/change';
import type { ChangeGroup } from './change-groups';

/** What can be said of a group as a whole. */
export interface GroupFacts {
  readonly newest: Change;
  readonly oldest: Change;
  readonly instances: number;
  /** By kind, most first. */
  readonly kinds: readonly { readonly kind: ChangeKind; readonly count: number }[];
  /** Where all that tell a version tell the same. */
  readonly version: { readonly from: string; readonly to: string } | null;
  /** Whether it is the work of somebody who brought out another version: instances replaced, or their version changed. */
  readonly isDeploy: boolean;
  /** Where there is but one. */
  readonly cause: string | null;
  /** Where they are all of one action. */
  readonly action: string | null;
  readonly isAfterGap: boolean;
}

export function groupFacts({ changes }: ChangeGroup): GroupFacts {
  const kinds = new Map<ChangeKind, number>();
  for (const { kind } of changes) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const version = onlyOne(changes.flatMap(versionOf), ({ from, to }) => `${from}\n${to}`);
  return {
    newest: changes[0],
    oldest: changes.at(-1) ?? changes[0],
    instances: new Set(changes.map(({ instance }) => instance)).size,
    kinds: [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
    version,
    isDeploy: version !== null || (kinds.has('registered') && kinds.has('deregistered')),
    cause: onlyOne(changes.flatMap(({ cause }) => cause ?? [])),
    action: changes.every(({ action }) => action !== undefined)
      ? onlyOne(changes.map(({ action = '' }) => action))
      : null,
    isAfterGap: changes.some(({ afterGap }) => afterGap),
  };
}

function versionOf({ fields = [] }: Change): { from: string; to: string }[] {
  return fields.flatMap(({ field, from, to }) => (field === 'version' && from && to ? [{ from, to }] : []));
}

function onlyOne<T>(values: readonly T[], keyOf: (value: T) => unknown = (value) => value): T | null {
  return values[0] !== undefined && new Set(values.map(keyOf)).size === 1 ? values[0] : null;
}
