'use client';

import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { usePause } from './use-pause';

/** Stops what moves on every page, and lets it move again. */
export function PauseButton(): ReactNode {
  const { paused, toggle } = usePause();
  if (paused) {
    return (
      <button type="button" className="btn small" onClick={toggle} title="Show what has come in (p)">
        <Icon name="play" small />
        Resume
      </button>
    );
  }
  return (
    <button
      type="button"
      className="btn bare icon"
      onClick={toggle}
      aria-label="Pause updates"
      title="Pause updates (p)"
    >
      <Icon name="pause" />
    </button>
  );
}
