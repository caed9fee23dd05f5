'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import type { Action } from '@/lib/domain/action';
import { ActionNotice } from './action-notice';

interface NoticesProps {
  readonly actions: readonly Action[];
  /** Something lies over the page: time stands still, as nobody could read them. */
  readonly isCovered: boolean;
  readonly onDismiss: (id: string) => void;
}

/** What has become of the actions begun in this tab, at the foot of every page. `u` leads there. */
export function Notices({ actions, isCovered, onDismiss }: NoticesProps): ReactNode {
  const region = useRef<HTMLElement>(null);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (key !== 'u' || ctrlKey || metaKey || altKey || event.defaultPrevented || isTyping(target)) return;
      region.current?.querySelector<HTMLElement>('button, a')?.focus();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <section className="notices" aria-label="Notices" ref={region}>
      {actions.map((action) => (
        <ActionNotice key={action.id} action={action} isHeld={isCovered} onDismiss={onDismiss} />
      ))}
    </section>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
}
