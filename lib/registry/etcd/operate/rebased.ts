import type { Edits } from '../formats/edits';

/** What is changed between two values, changed in a third: to the byte where that is still the first. */
export function rebased(
  rebase: NonNullable<Edits['rebase']>,
  current: string,
  { from, to }: { readonly from: string; readonly to: string },
): string | undefined {
  return current === from ? to : rebase(current, from, to);
}
