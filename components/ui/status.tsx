import type { ReactNode } from 'react';
import type { Health, Rotation } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { healthWords } from './health-words';
import { Icon } from './icon';

/** A health with its icon and word; children replace the word. */
export function HealthStatus({ health, children }: { health: Health; children?: ReactNode }): ReactNode {
  return (
    <span className={`st ${health}`}>
      <Icon name={health} small />
      <span>{children ?? health}</span>
    </span>
  );
}

/** The health of a service as a count: "3 of 10 critical". */
export function ServiceHealth({ summary }: { summary: ServiceSummary }): ReactNode {
  return <HealthStatus health={summary.health}>{healthWords(summary)}</HealthStatus>;
}

/** What an operator decided; never in a health's colour. */
export function RotationStatus({ rotation, children }: { rotation: Rotation; children?: ReactNode }): ReactNode {
  return (
    <span className={`st ${rotation}`}>
      <Icon name={rotation} small />
      <span>{children ?? rotation}</span>
    </span>
  );
}

/** "2 out", or "in" when nobody is out. */
export function ServiceRotation({ summary }: { summary: ServiceSummary }): ReactNode {
  const { out } = summary.instances;
  return out > 0 ? <RotationStatus rotation="out">{out} out</RotationStatus> : <RotationStatus rotation="in" />;
}
