import { memo } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { type InstanceBar, InstanceCell } from './instance-cell';
import type { InstanceColumn } from './instance-columns';
import { InstanceDetail } from './instance-detail';
import type { LeaseReading } from './use-leases';

interface InstanceRowProps {
  readonly instance: Instance;
  readonly index: number;
  readonly columns: readonly InstanceColumn[];
  readonly lease: LeaseReading | undefined;
  readonly isOpen: boolean;
  /** It went away while the rows were held still. */
  readonly isGone: boolean;
  readonly isSelected: boolean;
  /** Its parts, so that the row is drawn again only when one of them is another. */
  readonly buckets: InstanceBar['buckets'];
  readonly range: InstanceBar['range'];
  readonly barWidth: number;
  readonly onToggle: (id: string) => void;
  readonly onPress: (id: string, isRange: boolean) => void;
  readonly measure: (element: Element | null) => void;
}

const QUIET = new Set(['since', 'zone', 'lease', 'weight', 'node']);

/** One instance and, where it is open, what its checks say. Drawn again only when something of it changed. */
export const InstanceRow = memo(function InstanceRow(props: InstanceRowProps) {
  const { instance, index, columns, lease, isOpen, isGone, isSelected, onToggle, onPress, measure } = props;
  const bar = { buckets: props.buckets, range: props.range, width: props.barWidth };
  const facts = { instance, lease, isOpen, isGone, isSelected, bar, onToggle, onPress };
  return (
    <tbody ref={measure} data-index={index} className={classes(isOpen && 'open', isSelected && 'on')}>
      <tr className={classes(isGone && 'gone', isSelected && 'on')} aria-rowindex={index + 2}>
        {columns.map(({ id, className }) => (
          <td key={id} className={`${className} clip${QUIET.has(id) ? ' dim' : ''}${id === 'weight' ? ' num' : ''}`}>
            <InstanceCell column={id} facts={facts} />
          </td>
        ))}
      </tr>
      {isOpen && (
        <tr className="more flat">
          <td colSpan={columns.length}>
            <InstanceDetail instance={instance} />
          </td>
        </tr>
      )}
    </tbody>
  );
});

function classes(...names: readonly (string | false)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined;
}
