import type { FormatExample, FormatTally } from '../../domain/fact-sheet';
import type { Piece } from './formats/assembly';
import type { Kept } from './kept';

const EXAMPLES = 3;

interface Count {
  instances: number;
  belonging: number;
  rejected: number;
  readonly examples: FormatExample[];
}

/** Counts every key once: under the format that read it, or under the one it comes nearest to. */
export function tallyKeys(
  keys: Iterable<{ readonly key: string; readonly as: Kept }>,
  hasInstance: (piece: Piece) => boolean,
): readonly FormatTally[] {
  const counts = new Map<string, Count>();
  for (const { key, as } of keys) {
    if (as.format === undefined) continue;
    const count = counts.get(as.format) ?? { instances: 0, belonging: 0, rejected: 0, examples: [] };
    counts.set(as.format, count);
    if (as.kind === 'rejected') {
      count.rejected += 1;
      continue;
    }
    // A piece whose group lacks something yet is no instance.
    const isInstance = as.kind === 'instance' || (as.kind === 'piece' && hasInstance(as.piece));
    if (isInstance) count.instances += 1;
    else count.belonging += 1;
    addExample(count.examples, { key, as: isInstance ? 'instance' : 'belonging' });
  }
  return [...counts].map(([format, count]) => ({ format, ...count }));
}

/** Instances first: they show what the format looks like. */
function addExample(examples: FormatExample[], example: FormatExample): void {
  if (examples.length < EXAMPLES) examples.push(example);
  else if (example.as === 'instance') {
    const at = examples.findIndex(({ as }) => as === 'belonging');
    if (at >= 0) examples[at] = example;
  }
}
