'use client';

import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { useActingMe } from '../access/use-acting-me';
import { useRegistries } from '../registries/use-registries';
import { useIsStale } from '../shell/use-is-stale';
import { useMoment } from '../ui/moment-context';
import { type ActingFacts, IN_THE_PAST } from './why-not';

const NONE: readonly RegistrySummary[] = [];

/** What decides whether one may act in a registry now. */
export function useActingFacts(registry: string): ActingFacts {
  const me = useActingMe();
  const summary = useRegistries(NONE).find(({ id }) => id === registry);
  const isStale = useIsStale()(registry);
  const isPast = useMoment() !== null;
  return {
    me,
    capabilities: summary?.capabilities,
    staleWords: isPast ? IN_THE_PAST : isStale ? `${registry} does not answer: what it holds now is not known.` : null,
  };
}
