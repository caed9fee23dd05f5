import { isActionError } from '../actions/action-error';
import type { ActionQuery } from '../actions/action-list';
import type { Action } from '../domain/action';
import { runtime } from '../running';
import type { Page } from './page';

/** Actions for a page, newest first. @throws ActionError `malformed` for a cursor that is not one */
export function listActions(query: ActionQuery): Promise<Page<Action>> {
  return runtime().actions.list(query);
}

/** An action for a page; null when there is none of that id. */
export async function getAction(id: string): Promise<Action | null> {
  try {
    return await runtime().actions.get(id);
  } catch (error) {
    if (isActionError(error) && error.code === 'unknown-action') return null;
    throw error;
  }
}
