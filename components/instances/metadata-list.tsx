import type { ReactNode } from 'react';
import { MaskedValue } from '../ui/masked-value';

interface MetadataListProps {
  readonly metadata: Readonly<Record<string, string>>;
  /** Side by side instead of one below the other. */
  readonly isFlowing?: boolean;
}

/** Metadata of one instance, by key. */
export function MetadataList({ metadata, isFlowing = false }: MetadataListProps): ReactNode {
  const entries = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return <p className="faint">No metadata.</p>;
  return (
    <dl className={isFlowing ? 'pairs flow' : 'pairs'}>
      {entries.map(([name, value]) => (
        <Pair key={name} name={name}>
          <MaskedValue name={name} value={value} />
        </Pair>
      ))}
    </dl>
  );
}

/** One term and what it is. */
export function Pair({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
