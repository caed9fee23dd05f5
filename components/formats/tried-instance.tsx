import type { ReactNode } from 'react';
import { formatAddress, type ObservedInstance } from '@/lib/domain/instance';
import { EndpointList } from '../instances/endpoint-list';
import { MetadataList, Pair } from '../instances/metadata-list';
import { CopyButton } from '../ui/copy-button';
import { HealthStatus, RotationStatus } from '../ui/status';
import { Tags } from '../ui/tag';

/** An instance that was only tried: the fields it would have. */
export function TriedInstance({ instance }: { instance: ObservedInstance }): ReactNode {
  const { service, version, weight, zone, datacenter, namespace, node, registeredAt, endpoints, tags } = instance;
  const address = formatAddress(instance.address, instance.port);
  const output = instance.checks.find((check) => check.output !== '')?.output;
  const isLeft = instance.checks.length === 0 && instance.health === 'unknown';
  return (
    <dl className="pairs tried-instance">
      <Pair name="Service">
        <b>{service}</b>
      </Pair>
      <Pair name="Address">
        <span className="mono">{address}</span>
        <CopyButton text={address} what="address" shown />
      </Pair>
      <Pair name="Health">
        <HealthStatus health={instance.health} />
        {output !== undefined && <span className="dim">{output}</span>}
        {isLeft && <span className="faint">passing while it hangs on a live lease</span>}
      </Pair>
      <Pair name="Rotation">
        <RotationStatus rotation={instance.rotation} />
      </Pair>
      {version !== null && (
        <Pair name="Version">
          <span className="mono">{version}</span>
        </Pair>
      )}
      {weight !== null && <Pair name="Weight">{weight}</Pair>}
      {zone !== null && <Pair name="Zone">{zone}</Pair>}
      {datacenter !== null && <Pair name="Datacenter">{datacenter}</Pair>}
      {namespace !== null && <Pair name="Namespace">{namespace}</Pair>}
      {node !== null && <Pair name="Node">{node}</Pair>}
      {registeredAt !== null && <Pair name="Registered">{registeredAt}</Pair>}
      {endpoints.length > 1 && (
        <Pair name="Endpoints">
          <EndpointList endpoints={endpoints} />
        </Pair>
      )}
      {tags.length > 0 && (
        <Pair name="Tags">
          <Tags tags={tags} />
        </Pair>
      )}
      {Object.keys(instance.metadata).length > 0 && (
        <Pair name="Metadata">
          <MetadataList metadata={instance.metadata} />
        </Pair>
      )}
    </dl>
  );
}
