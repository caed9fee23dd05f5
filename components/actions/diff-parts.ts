/** A text before and after, and between what both begin and end with the part that differs. */
interface DiffParts {
  readonly head: string;
  readonly before: string;
  readonly after: string;
  readonly tail: string;
}

/** Where two texts differ: one stretch, as an operator's write changes one thing. */
export function diffParts(before: string, after: string): DiffParts {
  if (before === after) return { head: before, before: '', after: '', tail: '' };
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  // To the edge of a word: of 100 and 0 all differs.
  while (head > 0 && isOfWord(before[head - 1])) head -= 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  while (tail > 0 && isOfWord(before[before.length - tail])) tail -= 1;
  return {
    head: before.slice(0, head),
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail),
    tail: before.slice(before.length - tail),
  };
}

function isOfWord(character: string | undefined): boolean {
  return character !== undefined && /[\w.-]/.test(character);
}
