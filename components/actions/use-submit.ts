'use client';

import type { Action } from '@/lib/domain/action';
import type { ActionRequest } from '@/lib/domain/action-request';
import { AnswerError, postJson } from '../shell/fetch-json';
import { useSingleMutation } from '../shell/use-single-mutation';

/** Begins an action. */
export function useSubmit(onBegun: (action: Action) => void) {
  return useSingleMutation({
    mutationFn: (request: ActionRequest) => postJson<Action>('/api/v1/actions', request),
    onSuccess: onBegun,
  });
}

/** Why an action was not begun, in words. */
export function troubleWords(error: Error): string {
  if (!(error instanceof AnswerError)) {
    return 'Rollcall did not answer, so it is not known whether this was begun. See Actions before you try again.';
  }
  switch (error.code) {
    case 'unauthenticated':
      return `You are no longer signed in: ${error.message}`;
    case 'forbidden':
    case 'read-only':
      return `You may not do this: ${error.message}`;
    case 'registry-unavailable':
      return `The registry does not answer, and nothing was written: ${error.message}`;
    default:
      return error.message;
  }
}

/** What a trouble concerns, so that it stands there: the name to be typed, the targets, or the whole. */
export function troublePlace(error: Error | null): 'confirm' | 'targets' | 'whole' | null {
  if (!error) return null;
  if (!(error instanceof AnswerError)) return 'whole';
  if (error.code === 'confirmation-required') return 'confirm';
  return error.code === 'conflict' || error.code === 'refused' ? 'targets' : 'whole';
}
