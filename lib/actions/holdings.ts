import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables';
import type { StoredStep } from './stored-action';

/** An action that is at work on an instance, or whose drain stands there. */
export interface Holding {
  readonly action: string;
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

function stepsOn(db: Kysely<Tables>, instances: readonly string[]) {
  return db
    .selectFrom('action_steps')
    .innerJoin('actions', 'actions.id', 'action_steps.action')
    .select(['action_steps.action', 'action_steps.body'])
    .where('instance', 'in', instances)
    .orderBy('actions.at', 'desc');
}

async function holdingsOf(
  places: readonly Place[],
  read: (instances: readonly string[]) => Promise<readonly { action: string; body: string }[]>,
): Promise<readonly Holding[]> {
  const wanted = new Set(places.map(({ registry, instance }) => JSON.stringify([registry, instance])));
  const found: Holding[] = [];
  for (let at = 0; at < places.length; at += AT_ONCE) {
    for (const { action, body } of await read(places.slice(at, at + AT_ONCE).map(({ instance }) => instance))) {
      const step = JSON.parse(body) as StoredStep;
      // An id is unique in its registry alone.
      if (wanted.has(JSON.stringify([step.registry, step.instance]))) found.push({ action, step });
    }
  }
  return found;
}
