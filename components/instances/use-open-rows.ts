'use client';

import { useCallback, useState } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { toggled } from '../ui/toggled';

/**
 * Which rows are open. At first the worst one is, where its checks say why it is critical; later only what somebody
 * opens: rows must not open by themselves.
 */
export function useOpenRows(sorted: readonly Instance[]): {
  open: ReadonlySet<string>;
  toggle: (id: string) => void;
} {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => {
    const first = sorted.find(({ health, rotation }) => health === 'critical' && rotation === 'in');
    return new Set(first?.checks.some((check) => check.output !== '') ? [first.id] : []);
  });
  const toggle = useCallback((id: string) => {
    setOpen((before) => toggled(before, id));
  }, []);
  return { open, toggle };
}
