'use client';

import type { ReactNode } from 'react';
import type { ActionPreview } from '@/lib/domain/action-preview';
import { Icon } from '../ui/icon';
import { useChangedSince } from './use-changed-since';

interface ChangedNoteProps {
  readonly preview: ActionPreview | null;
  readonly onLookAgain: () => void;
}

/** Says that what a preview speaks of has changed since. */
export function ChangedNote({ preview, onLookAgain }: ChangedNoteProps): ReactNode {
  const change = useChangedSince(preview);
  return (
    <div role="status">
      {change && (
        <p className="changed">
          <Icon name="changes" small />
          <span>
            {change.service} has changed since: {change.address ?? ''} {changeWords(change)}.
          </span>
          <button type="button" className="btn small" onClick={onLookAgain}>
            Look again
          </button>
        </p>
      )}
    </div>
  );
}

function changeWords({ kind, to }: { readonly kind: string; readonly to?: string }): string {
  switch (kind) {
    case 'health-changed':
      return `is ${to ?? 'changed'}`;
    case 'rotation-changed':
      return to === 'out' ? 'is out of rotation' : 'is in rotation';
    case 'updated':
      return 'was updated';
    default:
      return kind;
  }
}
