import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import { InstanceMenu } from '../actions/instance-menu';
import { FormatBadge } from '../formats/format-badge';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { instancePath } from '../ui/paths';
import { SelectBox } from '../ui/select-box';
import { Since } from '../ui/since';
import { HealthStatus, RotationStatus } from '../ui/status';
import type { InstanceColumn } from './instance-columns';
import { LeaseBar } from './lease-bar';
import type { LeaseReading } from './use-leases';

export interface CellFacts {
  readonly instance: Instance;
  readonly lease: LeaseReading | undefined;
  readonly isOpen: boolean;
  readonly isGone: boolean;
  readonly isSelected: boolean;
  readonly onToggle: (id: string) => void;
  readonly onPress: (id: string, isRange: boolean) => void;
}

/** What one column says of one instance. */
export function InstanceCell({ column, facts }: { column: InstanceColumn['id']; facts: CellFacts }): ReactNode {
  const { instance, lease, isOpen, isGone, isSelected, onToggle, onPress } = facts;
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
      return isGone ? <span className="st gone">gone</span> : <HealthStatus health={instance.health} />;
    case 'since':
      return <Since at={instance.since} atLeast={instance.sinceAtLeast} />;
    case 'rotation':
      return <RotationStatus rotation={instance.rotation} />;
    case 'address':
      return (
        <>
          <Link href={instancePath(instance.registry, instance.id)} prefetch={false} title={instance.nativeId}>
            {address}
          </Link>
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
    case 'menu':
      return !isGone && <InstanceMenu instance={instance} small />;
  }
}
