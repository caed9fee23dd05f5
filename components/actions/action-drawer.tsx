'use client';

import { type ReactNode, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import { ActionBeginning } from './action-beginning';
import { ActionProgress } from './action-progress';
import { againOf, type Draft } from './draft';

interface ActionDrawerProps {
  readonly draft: Draft;
  readonly onBegun: (action: Action) => void;
  readonly onClose: () => void;
}

interface Begun {
  readonly action: Action;
  readonly windows: ReadonlyMap<string, number>;
}

/** An action before it is begun: what, why, and what it will do; and then how it goes. */
export function ActionDrawer({ draft: first, onBegun, onClose }: ActionDrawerProps): ReactNode {
  const [draft, setDraft] = useState(first);
  const [begun, setBegun] = useState<Begun | null>(null);
  if (begun) {
    return (
      <ActionProgress
        action={begun.action}
        windows={begun.windows}
        onClose={onClose}
        onAgain={(action) => {
          setDraft(againOf(draft, action));
          setBegun(null);
        }}
      />
    );
  }
  return (
    <ActionBeginning
      draft={draft}
      onClose={onClose}
      onBegun={(action, windows) => {
        setBegun({ action, windows });
        onBegun(action);
      }}
    />
  );
}
