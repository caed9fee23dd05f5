import Link from 'next/link';
import type { ReactNode } from 'react';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import { FormatBadge } from '../formats/format-badge';
import { formatTime } from '../ui/age';
import { CopyButton } from '../ui/copy-button';
import { servicePath } from '../ui/paths';
import { Since } from '../ui/since';
import { LeaseBar } from './lease-bar';
import { Pair } from './metadata-list';
import { useLeases } from './use-leases';

interface InstanceFactsProps {
  readonly instance: Instance;
  readonly isGone: boolean;
  /** The framework's word for each of Rollcall's. */
  readonly terms?: FactSheet['terms'] | undefined;
}

/** What is known of an instance besides its checks. Terms without a value are left out. */
export function InstanceFacts({ instance, isGone, terms = {} }: InstanceFactsProps): ReactNode {
  const { registry, service, version, zone, datacenter, namespace, node, weight, lease, registeredAt } = instance;
  const readings = useLeases(registry, isGone ? [] : [instance]);
  const address = formatAddress(instance.address, instance.port);
  return (
    <dl className="pairs">
      <Pair name="Address" theirs={terms.address}>
        <span className="mono">{address}</span>
        <CopyButton text={address} what="address" shown />
      </Pair>
      <Pair name="Service" theirs={terms.service}>
        <Link className="link" href={servicePath(registry, service)} prefetch={false}>
          {service}
        </Link>
      </Pair>
      <Pair name="Registry">{registry}</Pair>
      {version !== null && (
        <Pair name="Version" theirs={terms.version}>
          <span className="mono">{version}</span>
        </Pair>
      )}
      {weight !== null && (
        <Pair name="Weight" theirs={terms.weight}>
          {weight}
        </Pair>
      )}
      {zone !== null && (
        <Pair name="Zone" theirs={terms.zone}>
          {zone}
        </Pair>
      )}
      {datacenter !== null && (
        <Pair name="Datacenter" theirs={terms.datacenter}>
          {datacenter}
        </Pair>
      )}
      {namespace !== null && (
        <Pair name="Namespace" theirs={terms.namespace}>
          {namespace}
        </Pair>
      )}
      {node !== null && (
        <Pair name="Node" theirs={terms.node}>
          {node}
        </Pair>
      )}
      <Pair name="Format">
        <FormatBadge format={instance.format} registry={registry} linked />
      </Pair>
      {lease && (
        <Pair name="Lease" theirs={terms.lease}>
          {!isGone && <LeaseBar lease={lease} reading={readings.get(lease.id)} />}
          {lease.ttlSeconds !== null && <span className="faint">of {lease.ttlSeconds} s</span>}
          <span className="mono dim">{lease.id}</span>
          <CopyButton text={lease.id} what="lease id" shown />
        </Pair>
      )}
      {registeredAt !== null && (
        <Pair name="Registered" theirs={terms.registeredAt}>
          {formatTime(registeredAt)}{' '}
          <span className="faint">
            <Since at={registeredAt} suffix=" ago" />
          </span>
        </Pair>
      )}
      <Pair name="Instance id">
        <span className="mono">{instance.id}</span>
        <CopyButton text={instance.id} what="instance id" shown />
      </Pair>
      <Pair name="Id in the registry">
        <span className="mono">{instance.nativeId}</span>
        <CopyButton text={instance.nativeId} what="id in the registry" shown />
      </Pair>
    </dl>
  );
}
