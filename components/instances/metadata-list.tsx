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

interface PairProps {
  readonly name: string;
  /** The framework's own word for it. */
  readonly theirs?: string | undefined;
  readonly children: ReactNode;
}

/** One term and what it is. */
export function Pair({ name, theirs, children }: PairProps): ReactNode {
  return (
    <div>
      <dt>
        {name}
        {theirs !== undefined && <span className="theirs mono">{theirs}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
