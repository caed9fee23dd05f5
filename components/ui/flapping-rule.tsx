'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { DEFAULT_FLAPPING_RULE, type FlappingRule } from '@/lib/domain/flapping';

const FlappingRuleContext = createContext<FlappingRule>(DEFAULT_FLAPPING_RULE);

/** Tells every page what is configured to be too often; that does not change while the process lives. */
export function FlappingRuleProvider({ rule, children }: { rule: FlappingRule; children: ReactNode }): ReactNode {
  return <FlappingRuleContext value={rule}>{children}</FlappingRuleContext>;
}

/** "more than 5 times in 10 min" */
export function useTooOften(): string {
  const { changes, withinMs } = useContext(FlappingRuleContext);
  return `more than ${changes} ${changes === 1 ? 'time' : 'times'} in ${withinMs / 60_000} min`;
}
