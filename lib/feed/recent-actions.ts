import { type Action, compareActions } from '../domain/action';

/** How many actions a reader is given at first; older ones are asked for with `GET /actions`. */
const LIMIT = 200;

/** The newest actions as they stand. */
export class RecentActions {
  #byId = new Map<string, Action>();

  hold(actions: readonly Action[]): void {
    for (const action of actions) this.#byId.set(action.id, action);
    if (this.#byId.size <= LIMIT) return;
    this.#byId = new Map(
      this.newestFirst()
        .slice(0, LIMIT)
        .map((action) => [action.id, action]),
    );
  }

  newestFirst(): Action[] {
    return [...this.#byId.values()].sort(compareActions);
  }
}
