import type { Change } from '../domain/change';
import { HEALTHS, type Health, type Rotation } from '../domain/instance';

/** What a timeline shows. `out` beats health; `not-observed` beats everything. */
export type TimelineState = Health | 'out' | 'absent' | 'not-observed';

/** What was last known of a registered instance; one that is not registered has none. */
export interface Standing {
  readonly health: Health;
  readonly rotation: Rotation;
  /** Output of the check that decided its health. */
  readonly output?: string | undefined;
}

/** What a timeline reads of a change. An arrival that does not tell its rotation is in. */
export type TimelineChange = Pick<Change, 'at' | 'kind' | 'instance' | 'from' | 'to' | 'output' | 'fields'> & {
  readonly rotation?: Rotation;
};

/** What is known after a change of the instance; the same object where nothing of it differs. */
export function standingAfter(before: Standing | null, change: TimelineChange): Standing | null {
  switch (change.kind) {
    case 'deregistered':
      return null;
    case 'registered':
      return arrived(change);
    case 're-registered':
      // With fields it stood there all the time, on another lease now; what else became of it is told by changes beside.
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

export function stateOf(standing: Standing | null): TimelineState {
  if (standing === null) return 'absent';
  return standing.rotation === 'out' ? 'out' : standing.health;
}

/** Registered, as changes of it prove, but nobody said how it is. */
const UNTOLD: Standing = { health: 'unknown', rotation: 'in' };

function arrived({ to, rotation = 'in', output }: TimelineChange): Standing {
  return { health: healthOf(to), rotation, output };
}

function healthOf(word: string | undefined): Health {
  return HEALTHS.find((health) => health === word) ?? 'unknown';
}
