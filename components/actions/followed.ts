import type { Action } from '@/lib/domain/action';

const KEY = 'rollcall-followed';
const KEPT = 5;

/** Actions that this tab tells of in notices: also after it was loaded anew. */
export function readFollowed(): readonly Action[] {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isAction) : [];
  } catch {
    return [];
  }
}

export function keepFollowed(actions: readonly Action[]): void {
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(actions.slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing tells of nothing after a reload; the page of actions does.
  }
}

function isAction(value: unknown): value is Action {
  return typeof value === 'object' && value !== null && 'id' in value && 'steps' in value && Array.isArray(value.steps);
}
