import Link from 'next/link';
import type { ReactNode } from 'react';
import type { FormatUse } from '@/lib/domain/recognised-format';
import { counted } from '../ui/counted';
import { servicesPath } from '../ui/paths';
import { RejectedLink } from './rejected-link';

interface UseCountsProps {
  readonly format: string;
  readonly use: FormatUse;
  readonly withRegistry: boolean;
}

/** "6 instances · 4 markers · 1 rejected", of one registry. */
export function UseCounts({ format, use, withRegistry }: UseCountsProps): ReactNode {
  const { registry, instances, belonging, rejected } = use;
  return (
    <ul className="use-counts">
      {withRegistry && <li className="faint">{registry}</li>}
      <li>
        {instances === 0 ? (
          <span className="faint">no instances</span>
        ) : (
          <Link className="link" href={servicesPath({ format, registry })} prefetch={false}>
            {counted(instances, 'instance')}
          </Link>
        )}
      </li>
      {belonging > 0 && (
        <li className="dim" title={MARKERS_TITLE}>
          {counted(belonging, 'marker')}
        </li>
      )}
      {rejected > 0 && (
        <li title={REJECTED_TITLE}>
          <RejectedLink registry={registry}>{rejected.toLocaleString('en')} rejected</RejectedLink>
        </li>
      )}
    </ul>
  );
}

export const MARKERS_TITLE = 'Keys that belong to the format and are no instance';
export const REJECTED_TITLE = 'Rejected keys that come nearest to it';
