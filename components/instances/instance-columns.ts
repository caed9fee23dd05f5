import type { Instance } from '@/lib/domain/instance';
import type { ColumnWidth } from '../ui/use-column-width';
import type { InstanceSort } from './instance-sorts';

export interface InstanceColumn {
  readonly id:
    | 'select'
    | 'expand'
    | 'health'
    | 'since'
    | 'rotation'
    | 'address'
    | 'version'
    | 'zone'
    | 'weight'
    | 'lease'
    | 'node'
    | 'format'
    | 'history'
    | 'menu';
  readonly className: string;
  readonly label: string;
  readonly sort?: InstanceSort;
}

const ALWAYS = new Set(['select', 'expand', 'health', 'since', 'rotation', 'address', 'history', 'menu']);

const COLUMNS: readonly InstanceColumn[] = [
  { id: 'select', className: 'n-c', label: '' },
  { id: 'expand', className: 'n-x', label: '' },
  { id: 'health', className: 'n-h', label: 'Health', sort: 'worst' },
  { id: 'since', className: 'n-s', label: 'Since', sort: 'since' },
  { id: 'rotation', className: 'n-r', label: 'Rotation' },
  { id: 'address', className: 'n-a', label: 'Address', sort: 'address' },
  { id: 'version', className: 'n-v', label: 'Version', sort: 'version' },
  { id: 'zone', className: 'n-z', label: 'Zone', sort: 'zone' },
  { id: 'weight', className: 'n-w', label: 'Weight' },
  { id: 'lease', className: 'n-l', label: 'Lease' },
  { id: 'format', className: 'n-f', label: 'Format' },
  { id: 'node', className: 'n-n', label: 'Node' },
  { id: 'history', className: 'n-b', label: 'History' },
  { id: 'menu', className: 'n-m', label: '' },
];

type ColumnId = InstanceColumn['id'];

const DROPPED: Readonly<Record<ColumnWidth, readonly ColumnId[]>> = {
  wide: [],
  medium: ['node', 'weight', 'zone'],
  small: ['node', 'weight', 'zone', 'lease'],
  narrow: ['node', 'weight', 'zone', 'format'],
};

/** The columns there is room for and that have something to say for at least one of the instances. */
export function columnsFor(instances: Iterable<Instance>, width: ColumnWidth = 'wide'): readonly InstanceColumn[] {
  const used = new Set(ALWAYS);
  let format: string | undefined;
  for (const instance of instances) {
    if (instance.version !== null) used.add('version');
    if (instance.zone !== null) used.add('zone');
    if (instance.weight !== null) used.add('weight');
    if (instance.lease !== null) used.add('lease');
    if (instance.node !== null) used.add('node');
    format ??= instance.format;
    if (instance.format !== format) used.add('format');
  }
  return COLUMNS.filter(({ id }) => used.has(id) && !DROPPED[width].includes(id));
}
