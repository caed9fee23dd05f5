import type { ReactNode } from 'react';
import type { Bucket } from '@/lib/domain/history';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import { InstanceMenu } from '../actions/instance-menu';
import { FormatBadge } from '../formats/format-badge';
import { HistoryBar } from '../history/history-bar';
import { type Range, rangeWords } from '../history/ranges';
import { TimedLink } from '../history/timed-link';
import { CopyButton } from '../ui/copy-button';
import { FlappingMark } from '../ui/flapping-mark';
import { Icon } from '../ui/icon';
import { instancePath } from '../ui/paths';
import { SelectBox } from '../ui/select-box';
import { Since } from '../ui/since';
import { HealthStatus, RotationStatus } from '../ui/status';
import type { InstanceColumn } from './instance-columns';
import { LeaseBar } from './lease-bar';
import type { LeaseReading } from './use-leases';

/** The history of an instance as a column shows it. */
export interface InstanceBar {
  /** Undefined until it is known. */
  readonly buckets: readonly Bucket[] | undefined;
  readonly range: Range;
  /** In pixels. */
  readonly width: number;
}

export interface CellFacts {
  readonly instance: Instance;
  readonly lease: LeaseReading | undefined;
  readonly isOpen: boolean;
  readonly isGone: boolean;
  readonly isSelected: boolean;
  readonly bar: InstanceBar;
  readonly onToggle: (id: string) => void;
  readonly onPress: (id: string, isRange: boolean) => void;
}

/** What one column says of one instance. */
export function InstanceCell({ column, facts }: { column: InstanceColumn['id']; facts: CellFacts }): ReactNode {
  const { instance, lease, isOpen, isGone, isSelected, bar, onToggle, onPress } = facts;
  const address = formatAddress(instance.address, instance.port);
  switch (column) {
    case 'select':
      return (
        <SelectBox label={`Select ${address}`} isOn={isSelected} onPress={(isRange) => onPress(instance.id, isRange)} />
      );
    case 'expand':
      return (
        <button
          type="button"
          className="twist"
          aria-expanded={isOpen}
          aria-label={`Checks and metadata of ${address}`}
          onClick={() => onToggle(instance.id)}
        >
          <Icon name="right" small />
        </button>
      );
    case 'health':
      return isGone ? (
        <span className="st gone">gone</span>
      ) : (
        <>
          <HealthStatus health={instance.health} />
          {instance.flapping && <FlappingMark />}
        </>
      );
    case 'since':
      return <Since at={instance.since} atLeast={instance.sinceAtLeast} />;
    case 'rotation':
      return <RotationStatus rotation={instance.rotation} />;
    case 'address':
      return (
        <>
          <TimedLink href={instancePath(instance.registry, instance.id)} title={instance.nativeId}>
            {address}
          </TimedLink>
          <CopyButton text={address} what={`address ${address}`} />
        </>
      );
    case 'version':
      return instance.version === null ? (
        <span className="faint">–</span>
      ) : (
        <span className="mono">{instance.version}</span>
      );
    case 'zone':
      return instance.zone;
    case 'weight':
      return instance.weight;
    case 'lease':
      return instance.lease && <LeaseBar lease={instance.lease} reading={lease} />;
    case 'format':
      return <FormatBadge format={instance.format} registry={instance.registry} />;
    case 'node':
      return instance.node;
    case 'history':
      return (
        <HistoryBar
          owner={instance}
          title={address}
          range={rangeWords(bar.range)}
          buckets={bar.buckets}
          width={bar.width}
        />
      );
    case 'menu':
      return !isGone && <InstanceMenu instance={instance} small />;
  }
}
