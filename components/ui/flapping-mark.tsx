import type { ReactNode } from 'react';
import type { ServiceSummary } from '@/lib/domain/service';
import { useTooOften } from './flapping-rule';
import { Icon } from './icon';

/** Stands beside the health of an instance that changes too often; its title says how often that is. */
export function FlappingMark({ title, children }: { title?: string; children?: ReactNode }): ReactNode {
  const tooOften = useTooOften();
  return (
    <span className="st flapping" title={title ?? `Its health changed ${tooOften}`}>
      <Icon name="flapping" small />
      <span>{children ?? 'flapping'}</span>
    </span>
  );
}

/** How many of a service do; nothing where none does. */
export function ServiceFlapping({ summary }: { summary: ServiceSummary }): ReactNode {
  const tooOften = useTooOften();
  if (summary.flapping === 0) return null;
  return (
    <FlappingMark title={`Of so many the health changed ${tooOften}`}>
      {summary.flapping}
      <span className="word"> flapping</span>
    </FlappingMark>
  );
}
