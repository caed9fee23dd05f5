import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RecognisedFormat } from '@/lib/domain/recognised-format';

interface OutsideNoteProps {
  readonly registry: string;
  /** "19 keys, such as …" */
  readonly keys: string;
  readonly items: readonly RecognisedFormat[];
  readonly withRegistry: boolean;
}

/** That keys outside the prefixes read are not recognised, of which formats they may be, and how to read them. */
export function OutsideNote({ registry, keys, items, withRegistry }: OutsideNoteProps): ReactNode {
  const [, count, sample] = /^(.+?)(?:, such as (.+))?$/s.exec(keys) ?? [];
  const placeless = items.filter(isPlaceless).map(({ title }) => title);
  return (
    <p className="outside-note dim">
      {withRegistry && <b>{registry}: </b>}
      {count} outside the prefixes read
      {sample !== undefined && (
        <>
          , such as <span className="mono">{sample}</span>,
        </>
      )}{' '}
      may be of formats without a place of their own{placeless.length > 0 && `: ${placeless.join(', ')}`}.{' '}
      <Link className="link" href="/registries?connect=etcd#connect" prefetch={false}>
        How to read them
      </Link>
    </p>
  );
}

/** Its keys begin with what the program that wrote them chose. */
function isPlaceless({ kind, keys, registries }: RecognisedFormat): boolean {
  return kind === 'etcd' && keys.startsWith('<') && registries.every(({ instances }) => instances === 0);
}
