import type { Change } from '@/lib/domain/change';
import { HEALTHS, type Health, type Rotation } from '@/lib/domain/instance';
import { stateOf } from '@/lib/history/timeline-state';

/** What was last known of a registered instance; one that is not registered has none. */
export interface Standing {
  readonly health: Health;
  readonly rotation: Rotation;
  /** Output of the check that decided its health. */
  readonly output?: string | undefined;
}

/** What a story tells of a change. An arrival that does not tell its rotation is in. */
export type ToldChange = Pick<Change, 'at' | 'kind' | 'instance' | 'from' | 'to' | 'output' | 'fields'> & {
  readonly rotation?: Rotation;
};

/** What is known after a change of the instance: the plain reading of changes that versions are held against. */
export function standingAfter(before: Standing | null, change: ToldChange): Standing | null {
  switch (change.kind) {
    case 'deregistered':
      return null;
    case 'registered':
      return arrived(change);
    case 're-registered':
      return before && change.fields ? before : arrived(change);
    case 'health-changed':
      return { health: healthOf(change.to), rotation: before?.rotation ?? 'in', output: change.output };
    case 'rotation-changed':
      return { ...(before ?? UNTOLD), rotation: change.to === 'out' ? 'out' : 'in' };
    case 'updated':
      return before ?? UNTOLD;
    case 'link-changed':
      return before;
  }
}

/** The stays of an instance, and what its check said in each. */
export interface ToldStays {
  readonly stays: number[];
  readonly outputs: (string | undefined)[];
}

/** What a journal would keep of a story: a stay from change to change, on a clock that never goes back. */
export function staysOf(
  initial: ReadonlyMap<string, Standing>,
  changes: Iterable<ToldChange>,
): ReadonlyMap<string, ToldStays> {
  const told = new Map<string, ToldStays>();
  const open = new Map<string, { since: number; standing: Standing }>();
  let now = 0;
  const close = (id: string) => {
    const last = open.get(id);
    const own = told.get(id) ?? { stays: [], outputs: [] };
    told.set(id, own);
    open.delete(id);
    if (!last || last.since === now) return;
    own.stays.push(last.since, now, stateOf(last.standing));
    own.outputs.push(last.standing.output);
  };
  for (const [id, standing] of initial) open.set(id, { since: 0, standing });
  for (const change of changes) {
    if (change.instance === null) continue;
    now = Math.max(now, Date.parse(change.at));
    const before = open.get(change.instance)?.standing ?? null;
    const standing = standingAfter(before, change);
    close(change.instance);
    if (standing) open.set(change.instance, { since: now, standing });
  }
  now = Number.MAX_SAFE_INTEGER;
  for (const id of [...open.keys()]) close(id);
  return told;
}

/** Registered, as changes of it prove, but nobody said how it is. */
const UNTOLD: Standing = { health: 'unknown', rotation: 'in' };

function arrived({ to, output, rotation = 'in' }: ToldChange): Standing {
  return { health: healthOf(to), rotation, output };
}

function healthOf(word: string | undefined): Health {
  return HEALTHS.find((health) => health === word) ?? 'unknown';
}
