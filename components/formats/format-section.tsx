import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RecognisedFormat } from '@/lib/domain/recognised-format';
import { counted } from '../ui/counted';
import { servicesPath } from '../ui/paths';
import { formatAnchor } from './format-names';
import { KeyExamples } from './key-examples';
import { UseCounts } from './use-counts';
import { UseTable } from './use-table';
import { WhatItDoes } from './what-it-does';

interface FormatSectionProps {
  readonly item: RecognisedFormat;
  /** There are others it could have been recognised in. */
  readonly withRegistry: boolean;
}

/** A format that was recognised: where, how often, by which keys. Its id is the section's, so that a badge can lead here. */
export function FormatSection({ item, withRegistry }: FormatSectionProps): ReactNode {
  const { format, kind, title, instances, registries } = item;
  const id = formatAnchor(format, kind);
  const only = registries.length === 1 ? registries[0] : undefined;
  return (
    <section className="registry format" id={id} aria-labelledby={`title-${id}`}>
      <header>
        <h2 id={`title-${id}`}>{title}</h2>
        {kind === 'consul' && format !== 'consul' && <span className="dim">in Consul</span>}
        {only && <UseCounts format={format} use={only} withRegistry={withRegistry} />}
        {!only && instances > 0 && (
          <Link className="link" href={servicesPath({ format })} prefetch={false}>
            {counted(instances, 'instance')}
          </Link>
        )}
      </header>
      {!only && <UseTable format={format} uses={registries} />}
      <KeyExamples examples={registries.flatMap(({ examples }) => examples)} />
      <WhatItDoes sheet={item} />
    </section>
  );
}
