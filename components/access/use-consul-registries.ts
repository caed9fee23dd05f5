'use client';

import { useMemo } from 'react';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { useRegistries } from '../registries/use-registries';

const NONE: readonly RegistrySummary[] = [];

/** The ids of the registries that one's own token can be kept for. */
export function useConsulRegistries(): readonly string[] {
  const registries = useRegistries(NONE);
  return useMemo(() => registries.filter(({ kind }) => kind === 'consul').map(({ id }) => id), [registries]);
}
