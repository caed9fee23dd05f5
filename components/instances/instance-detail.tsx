import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { TimedLink } from '../history/timed-link';
import { instancePath } from '../ui/paths';
import { Tags } from '../ui/tag';
import { CheckList } from './check-list';
import { MetadataList } from './metadata-list';

/** What an open row shows: checks, tags and metadata. */
export function InstanceDetail({ instance }: { instance: Instance }): ReactNode {
  return (
    <div className="detail">
      <CheckList checks={instance.checks} />
      {instance.tags.length > 0 && (
        <div>
          <h2>Tags</h2>
          <Tags tags={instance.tags} />
        </div>
      )}
      {Object.keys(instance.metadata).length > 0 && (
        <div>
          <h2>Metadata</h2>
          <MetadataList metadata={instance.metadata} isFlowing />
        </div>
      )}
      <TimedLink className="link" href={instancePath(instance.registry, instance.id)}>
        Everything about this instance
      </TimedLink>
    </div>
  );
}
