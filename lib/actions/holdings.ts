import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables';
import type { StoredStep } from './stored-action';

/** An action that is at work on an instance, or whose drain stands there. */
export interface Holding {
  readonly action: string;
  readonly actor: string;
  /** When it is taken back, milliseconds since 1970; null when never. */
  readonly dueAt: number | null;
  readonly step: StoredStep;
}

type Place = Pick<StoredStep, 'registry' | 'instance'>;

const AT_ONCE = 200;

/** Who is at work on some of these instances. */
export function busyWith(db: Kysely<Tables>, places: readonly Place[]): Promise<readonly Holding[]> {
  return holdingsOf(places, (instances) => stepsOn(db, instances).where('is_busy', '=', 1).execute());
}

/** The drains that stand on some of these instances, the newest first. */
export function standingDrains(db: Kysely<Tables>, places: readonly Place[]): Promise<readonly Holding[]> {
  return holdingsOf(places, (instances) =>
    stepsOn(db, instances).where('is_standing', '=', 1).where('actions.kind', '=', 'drain').execute(),
  );
}

/** The action that undid, since a time in ISO 8601, what another had done to an instance; null where none did. */
export async function undoneBy(
  db: Kysely<Tables>,
  { registry, instance }: Place,
  { action, since }: { readonly action: string; readonly since: string },
): Promise<string | null> {
  const rows = await stepsOn(db, [instance]).select('actions.kind').where('actions.id', '!=', action).execute();
  const undoing = rows.find(({ kind, body }) => {
    const step = JSON.parse(body) as StoredStep;
    const { state, isBusy, order } = step;
    const isDone = order !== null && (state === 'sent' || state === 'confirmed') && step.since >= since;
    const isTakenBack = state === 'reverted' && step.since >= since;
    const undoes = kind === 'restore' || kind === 'register' ? isBusy || isDone : isTakenBack;
    return step.registry === registry && undoes;
  });
  return undoing?.action ?? null;
}

function stepsOn(db: Kysely<Tables>, instances: readonly string[]) {
  return db
    .selectFrom('action_steps')
    .innerJoin('actions', 'actions.id', 'action_steps.action')
    .select(['action_steps.action', 'action_steps.body', 'actions.actor', 'actions.revert_at'])
    .where('instance', 'in', instances)
    .orderBy('actions.at', 'desc');
}

interface HoldingRow {
  readonly action: string;
  readonly actor: string;
  readonly revert_at: number | null;
  readonly body: string;
}

async function holdingsOf(
  places: readonly Place[],
  read: (instances: readonly string[]) => Promise<readonly HoldingRow[]>,
): Promise<readonly Holding[]> {
  const wanted = new Set(places.map(({ registry, instance }) => JSON.stringify([registry, instance])));
  const found: Holding[] = [];
  for (let at = 0; at < places.length; at += AT_ONCE) {
    for (const { action, actor, revert_at: dueAt, body } of await read(
      places.slice(at, at + AT_ONCE).map(({ instance }) => instance),
    )) {
      const step = JSON.parse(body) as StoredStep;
      // An id is unique in its registry alone.
      if (wanted.has(JSON.stringify([step.registry, step.instance]))) found.push({ action, actor, dueAt, step });
    }
  }
  return found;
}
