import { type Kysely, type Selectable, sql } from 'kysely';
import { actionState } from '../domain/action';
import type { ActionsTable, Tables } from '../storage/tables';
import { type ActionQuery, listActionIds } from './action-list';
import { actionRow, type Claim, stepRow } from './action-rows';
import { busyWith, undoneBy } from './holdings';
import { loadActions } from './load-actions';
import { isOpen, type StoredAction, type StoredStep } from './stored-action';

/** Where a step is kept. */
export interface StepPlace {
  readonly action: string;
  readonly position: number;
}

export type ChangedAction = Pick<Selectable<ActionsTable>, 'id' | 'changed_at' | 'revert_at' | 'revert_by'>;

const AT_ONCE = 200;

/** The actions in the database. Every method may throw a StorageError or what the database says. */
export class ActionStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Keeps a new action; false when an instance of it is being acted on by another. */
  async insert(action: StoredAction, claim: Claim, now: number): Promise<boolean> {
    const rows = action.steps.map((step, position) => stepRow(action.id, position, step));
    try {
      await this.#db.transaction().execute(async (tx) => {
        await tx
          .insertInto('actions')
          .values(actionRow(action, claim, now))
          .execute();
        for (let at = 0; at < rows.length; at += AT_ONCE) {
          await tx
            .insertInto('action_steps')
            .values(rows.slice(at, at + AT_ONCE))
            .execute();
        }
      });
      return true;
    } catch (error) {
      const busy = action.steps.filter(({ isBusy }) => isBusy);
      if ((await busyWith(this.#db, busy)).length > 0) return false;
      throw error;
    }
  }

  /** Keeps how some steps stand now; false when another process has taken the action over, and nothing was kept. */
  async save(action: StoredAction, positions: Iterable<number>, { by, now }: { by: string; now: number }) {
    return this.#db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('actions')
        .set(({ ref }) => ({
          state: actionState(action.steps),
          // Somebody may have asked to take it back meanwhile.
          is_open: sql<number>`case when ${ref('revert_at')} is null and ${isOpen({ ...action, dueAt: null }) ? 1 : 0} = 0 then 0 else 1 end`,
          changed_at: now,
        }))
        .where('id', '=', action.id)
        .where('claimed_by', '=', by)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      for (const position of positions) {
        const step = action.steps[position];
        if (!step) continue;
        const { is_busy, is_standing, body } = stepRow(action.id, position, step);
        await tx
          .updateTable('action_steps')
          .set({ is_busy, is_standing, body })
          .where('action', '=', action.id)
          .where('position', '=', position)
          .execute();
      }
      return true;
    });
  }

  /** Keeps everybody else from acting on the step's instance; false while another action is at work there. */
  async occupy({ action, position }: StepPlace, step: StoredStep): Promise<boolean> {
    try {
      await this.#db
        .updateTable('action_steps')
        .set({ is_busy: 1 })
        .where('action', '=', action)
        .where('position', '=', position)
        .execute();
      return true;
    } catch (error) {
      if ((await busyWith(this.#db, [step])).length > 0) return false;
      throw error;
    }
  }

  /** Asks to take an action back at `at`, milliseconds since 1970. */
  async askRevert(id: string, by: string, at: number): Promise<void> {
    await this.#db
      .updateTable('actions')
      .set({ revert_at: at, revert_by: by, is_open: 1, changed_at: at })
      .where('id', '=', id)
      .execute();
  }

  /** Nothing is left to take back of what was due. */
  async endRevert(id: string, dueAt: number): Promise<void> {
    await this.#db
      .updateTable('actions')
      .set({ revert_at: null })
      .where('id', '=', id)
      .where('revert_at', '<=', dueAt)
      .execute();
  }

  /** The action that undid since then what another had done to a step's instance; null where none did. */
  undoneBy(step: StoredStep, given: { readonly action: string; readonly since: string }): Promise<string | null> {
    return undoneBy(this.#db, step, given);
  }

  async get(id: string): Promise<StoredAction | null> {
    return (await loadActions(this.#db, [id]))[0] ?? null;
  }

  /** One page, newest first. @throws ActionError `malformed` for a cursor that is not one */
  async list(query: ActionQuery) {
    const { ids, ...page } = await listActionIds(this.#db, query);
    return { items: await loadActions(this.#db, ids), ...page };
  }

  /** Which changed since `since`, milliseconds since 1970, and when; and what was asked of them. */
  changedSince(since: number): Promise<readonly ChangedAction[]> {
    return this.#db
      .selectFrom('actions')
      .select(['id', 'changed_at', 'revert_at', 'revert_by'])
      .where('changed_at', '>=', since)
      .execute();
  }
}
