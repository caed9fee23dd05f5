import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RecognisedFormat } from '@/lib/domain/recognised-format';
import { CopyButton } from '../ui/copy-button';
import { counted } from '../ui/counted';
import { servicesPath } from '../ui/paths';
import { formatAnchor } from './format-names';
import { UseTable } from './use-table';
import { WhatItDoes } from './what-it-does';

/** A format that was recognised: where, how often, by which keys. Its id is the section's, so that a badge can lead here. */
export function FormatSection({ item }: { item: RecognisedFormat }): ReactNode {
  const { format, kind, title, instances, registries } = item;
  const id = formatAnchor(format, kind);
  const only = registries.length === 1 ? registries[0] : undefined;
  const examples = registries.flatMap(({ examples }) => examples);
  return (
    <section className="registry format" id={id} aria-labelledby={`title-${id}`}>
      <header>
        <h2 id={`title-${id}`}>{title}</h2>
        {title !== format && <span className="tag">{format}</span>}
        {kind === 'consul' && format !== 'consul' && <span className="dim">in Consul</span>}
        <Link
          className="link"
          href={servicesPath(only ? { format, registry: only.registry } : { format })}
          prefetch={false}
        >
          {counted(instances, 'instance')}
        </Link>
      </header>
      <UseTable uses={registries} />
      {examples.length > 0 && (
        <dl className="pairs examples">
          <div>
            <dt>Keys</dt>
            <dd>
              <ul>
                {[...new Map(examples.map((example) => [example.key, example])).values()].map(({ key, as }) => (
                  <li key={key}>
                    <span className="mono" title={key}>
                      {key}
                    </span>
                    <CopyButton text={key} what="key" shown />
                    {as === 'belonging' && <span className="faint">no instance</span>}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        </dl>
      )}
      <WhatItDoes sheet={item} />
    </section>
  );
}
