import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { EmptyState } from '../ui/empty-state';
import { MaskedValue } from '../ui/masked-value';
import { metadataOf, type Portion, tagsOf } from './distribution';

const LISTED = 5;

/** Tags and metadata over all instances: what they agree on, and where they differ. */
export function ServiceMetadata({ instances }: { instances: readonly Instance[] }): ReactNode {
  const tags = tagsOf(instances);
  const metadata = metadataOf(instances);
  if (tags.length === 0 && metadata.length === 0) {
    return (
      <EmptyState icon="services" title="No tags, no metadata">
        <p>The instances of this service carry none.</p>
      </EmptyState>
    );
  }
  return (
    <>
      {tags.length > 0 && (
        <section className="section">
          <header>
            <h2>Tags</h2>
          </header>
          <span className="tags">
            {tags.map(({ value, count }) => (
              <span key={value} className="tag" title={`on ${count} of ${instances.length}`}>
                {value}
                {count < instances.length && (
                  <span className="of-all">
                    {count} of {instances.length}
                  </span>
                )}
              </span>
            ))}
          </span>
        </section>
      )}
      {metadata.length > 0 && (
        <section className="section">
          <header>
            <h2>Metadata</h2>
          </header>
          <table className="bleed meta" aria-label="Metadata by key">
            <thead>
              <tr>
                <th className="m-key">Key</th>
                <th>Value</th>
                <th className="m-on num">Instances</th>
              </tr>
            </thead>
            <tbody>
              {metadata.flatMap(({ key, values }) => [
                ...values
                  .slice(0, LISTED)
                  .map((portion, index) => (
                    <MetadataRow
                      key={`${key}=${portion.value}`}
                      name={index === 0 ? key : ''}
                      of={key}
                      portion={portion}
                      total={instances.length}
                    />
                  )),
                ...(values.length > LISTED
                  ? [
                      <tr key={`${key}…`} className="flat">
                        <td />
                        <td className="faint">and {values.length - LISTED} more values</td>
                        <td />
                      </tr>,
                    ]
                  : []),
              ])}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

interface MetadataRowProps {
  /** Empty where the row above has the same key. */
  readonly name: string;
  readonly of: string;
  readonly portion: Portion;
  readonly total: number;
}

function MetadataRow({ name, of, portion, total }: MetadataRowProps): ReactNode {
  return (
    <tr className="flat">
      <td className="m-key clip" title={of}>
        {name}
      </td>
      <td className="m-value">
        <MaskedValue name={of} value={portion.value} />
      </td>
      <td className="m-on num dim">{portion.count === total ? 'all' : portion.count}</td>
    </tr>
  );
}
