import type { ReactNode } from 'react';
import type { TriedValue } from '@/lib/domain/tried-value';
import { counted } from '../ui/counted';
import { Icon } from '../ui/icon';
import { FormatBadge } from './format-badge';
import { TriedInstance } from './tried-instance';

interface TriedResultProps {
  readonly tried: TriedValue;
  readonly registry: string;
}

/** What came of a trial: an instance, something that belongs to a format, or the reason it is neither. */
export function TriedResult({ tried, registry }: TriedResultProps): ReactNode {
  const { outcome, format, what, reason, nearestFormat, instances } = tried;
  return (
    <div className={`tried ${outcome}`}>
      <p className="tried-head">
        <Icon name={outcome === 'rejected' ? 'close' : 'check'} small />
        <b>{headOf(tried)}</b>
        {format !== undefined && <FormatBadge format={format} registry={registry} linked />}
      </p>
      {outcome === 'part' && <p className="dim">{what}; alone it makes none.</p>}
      {outcome === 'rejected' && (
        <p className="dim">
          {reason && reason.charAt(0).toUpperCase() + reason.slice(1)}
          {nearestFormat !== undefined && (
            <>
              . Nearest to <FormatBadge format={nearestFormat} registry={registry} linked />
            </>
          )}
        </p>
      )}
      {instances.map((instance) => (
        <TriedInstance key={instance.id} instance={instance} />
      ))}
    </div>
  );
}

function headOf({ outcome, what, instances }: TriedValue): string {
  switch (outcome) {
    case 'instance':
      return instances.length === 1 ? 'An instance' : counted(instances.length, 'instance');
    case 'part':
      return 'Part of an instance';
    case 'belonging':
      return `No instance, but known: ${what}`;
    case 'rejected':
      return 'Not readable';
  }
}
