import type { ReactNode } from 'react';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import type { Instance } from '@/lib/domain/instance';
import { useFormatPath } from '../formats/format-names';
import { WhatItDoes } from '../formats/what-it-does';
import { Section } from '../ui/section';
import { Tags } from '../ui/tag';
import { CheckList } from './check-list';
import { EndpointList } from './endpoint-list';
import { InstanceFacts } from './instance-facts';
import { MetadataList } from './metadata-list';

interface InstanceBodyProps {
  readonly instance: Instance;
  readonly isGone: boolean;
  /** What is known of its format; null where nothing is. */
  readonly sheet: FactSheet | null;
  /** The registry's own record; absent where it is not kept. */
  readonly children?: ReactNode;
}

/** What an instance says of itself. */
export function InstanceBody({ instance, isGone, sheet, children }: InstanceBodyProps): ReactNode {
  const pathOf = useFormatPath();
  return (
    <div className={isGone ? 'dimmed' : undefined}>
      <Section title="Checks">
        <CheckList checks={instance.checks} />
      </Section>
      <div className="two">
        <div>
          <Section title="Facts">
            <InstanceFacts instance={instance} isGone={isGone} terms={sheet?.terms} />
          </Section>
          {sheet && <WhatItDoes sheet={sheet} more={pathOf(instance.format, instance.registry)} />}
        </div>
        <div>
          {instance.endpoints.length > 0 && (
            <Section title="Endpoints">
              <EndpointList endpoints={instance.endpoints} />
            </Section>
          )}
          <Section title="Tags">
            {instance.tags.length > 0 ? <Tags tags={instance.tags} /> : <p className="faint">No tags.</p>}
          </Section>
          <Section title="Metadata">
            <MetadataList metadata={instance.metadata} />
          </Section>
        </div>
      </div>
      {children}
    </div>
  );
}
