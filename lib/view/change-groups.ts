import type { Change } from '../domain/change';

/** What happened to many instances of a service at once, as one. */
export interface ChangeGroup {
  /** Stays the same while newer ones join. */
  readonly key: string;
  /** Newest first. */
  readonly changes: readonly [Change, ...Change[]];
}

export type ChangeItem =
  | { readonly kind: 'one'; readonly change: Change }
  | { readonly kind: 'group'; readonly group: ChangeGroup };

/** Changes of a group follow one another within this. */
const APART_MS = 2 * 60_000;

interface Family {
  readonly name: string;
  /** So many make a group. */
  readonly least: number;
}

/**
 * Changes (newest first) as a list that is not longer for a deploy: what came to one service close together is one item,
 * at the place of its newest. Only time and kind decide, so that pages read later never split a group.
 */
export function groupChanges(changes: readonly Change[]): readonly ChangeItem[] {
  const chains = new Map<string, Chain>();
  const placed = changes.map((change) => {
    const family = familyOf(change);
    if (family === null) return { change, chain: null };
    const key = `${family.name}\n${change.registry}\n${change.service}`;
    const at = Date.parse(change.at);
    const running = chains.get(key);
    if (running && running.oldestAt - at <= APART_MS && isSameDay(running.members[0], change)) {
      running.members.push(change);
      running.oldestAt = at;
      return { change, chain: running };
    }
    const begun: Chain = { members: [change], oldestAt: at, least: family.least };
    chains.set(key, begun);
    return { change, chain: begun };
  });
  return placed.flatMap(({ change, chain }): ChangeItem[] => {
    if (chain === null || chain.members.length < chain.least) return [{ kind: 'one', change }];
    return chain.members[0] === change ? [{ kind: 'group', group: groupOf(chain.members) }] : [];
  });
}

interface Chain {
  readonly members: [Change, ...Change[]];
  readonly least: number;
  oldestAt: number;
}

/** A replacement is one thing, whichever of its halves the registry tells first. Null for what always stands alone. */
function familyOf({ kind, from, to, service }: Change): Family | null {
  if (service === null) return null;
  switch (kind) {
    case 'registered':
    case 're-registered':
    case 'deregistered':
      return { name: 'arrivals', least: 4 };
    case 'updated':
      return { name: 'updates', least: 4 };
    case 'rotation-changed':
      return { name: `rotation ${to}`, least: 4 };
    case 'health-changed':
      // Faults are read one by one, until there are too many of the same.
      return { name: `health ${from} ${to}`, least: 8 };
    case 'link-changed':
      return null;
  }
}

function groupOf(changes: ChangeGroup['changes']): ChangeGroup {
  return { key: `group ${(changes.at(-1) ?? changes[0]).id}`, changes };
}

function isSameDay(a: Change, b: Change): boolean {
  return a.at.slice(0, 10) === b.at.slice(0, 10);
}
