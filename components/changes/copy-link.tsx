'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { CopyButton } from '../ui/copy-button';

/** Address of a change, for good. */
export function changePath(id: string): string {
  return `/changes?${new URLSearchParams({ change: id })}`;
}

/** Copies the whole address of a change. */
export function CopyLink({ id }: { id: string }): ReactNode {
  const origin = useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => '',
  );
  return <CopyButton text={origin + changePath(id)} what="link to this change" shown />;
}
