import type { ReactNode } from 'react';
import type { Deed } from './fate-words';

/** What is done, in plain words, and what becomes of it. */
export function DeedList({ deeds, total }: { deeds: readonly Deed[]; total: number }): ReactNode {
  return deeds.map(({ means, fate, watch, undo, count }) => (
    <p key={`${means} ${fate}`} className="deed">
      {deeds.length > 1 && (
        <b>
          {count} of {total}:{' '}
        </b>
      )}
      {[means, fate, watch, undo].filter(Boolean).join(' ')}
    </p>
  ));
}
