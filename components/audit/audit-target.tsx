import Link from 'next/link';
import type { ReactNode } from 'react';
import type { AuditRecord } from '@/lib/domain/audit';
import { instancePath, servicePath } from '../ui/paths';

/** The service of a record, or what else it was about, as a link to where that is. */
export function AuditTarget({ record }: { record: AuditRecord }): ReactNode {
  const { registry, service, instance } = record;
  if (registry === undefined) return null;
  if (service !== undefined) {
    return (
      <>
        <Link className="name" href={servicePath(registry, service)} prefetch={false} title={service}>
          {service}
        </Link>
        <span className="ns">{registry}</span>
      </>
    );
  }
  if (instance !== undefined) {
    return (
      <Link className="mono dim over" href={instancePath(registry, instance)} prefetch={false} title={instance}>
        {instance}
      </Link>
    );
  }
  return (
    <Link className="name" href={`/registries#${encodeURIComponent(registry)}`} prefetch={false}>
      {registry}
    </Link>
  );
}
