import type { ReactNode } from 'react';
import { HEALTHS, type Health } from '@/lib/domain/instance';
import type { HealthCounts as Counts } from '@/lib/domain/service';
import { HealthStatus } from '../ui/status';

interface HealthCountsProps {
  readonly counts: Counts;
  readonly chosen: Health | undefined;
  readonly onChoose: (health: Health | null) => void;
  /** What is counted, for the label. */
  readonly what: string;
}

/** How many there are of each health; each count narrows the list to them, and back. */
export function HealthCounts({ counts, chosen, onChoose, what }: HealthCountsProps): ReactNode {
  return (
    <fieldset className="sum bare-set">
      <legend className="sr">{what}</legend>
      {HEALTHS.filter((health) => counts[health] > 0 || health === chosen).map((health) => (
        <button
          key={health}
          type="button"
          className="count"
          aria-pressed={health === chosen}
          onClick={() => onChoose(health === chosen ? null : health)}
        >
          <HealthStatus health={health}>
            <b>{counts[health].toLocaleString('en')}</b> {health}
          </HealthStatus>
        </button>
      ))}
    </fieldset>
  );
}
