'use client';

import { type ReactNode, useCallback, useState } from 'react';
import { Icon } from '../ui/icon';
import { HelpOverlay } from './help-overlay';
import { usePause } from './use-pause';
import { useShortcuts } from './use-shortcuts';

/** Opens the help; the keys it lists work from here. */
export function HelpButton(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  const { toggle } = usePause();
  useShortcuts({ onHelp: open, onPause: toggle });
  return (
    <>
      <button
        type="button"
        className="btn bare icon wide"
        aria-label="Keyboard help"
        title="Keyboard help (?)"
        onClick={open}
      >
        <Icon name="help" />
      </button>
      <HelpOverlay isOpen={isOpen} onClose={close} />
    </>
  );
}
