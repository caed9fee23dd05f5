import Link from 'next/link';
import type { ReactNode } from 'react';
import { servicePath } from '../ui/paths';

interface SubjectProps {
  readonly registry: string;
  /** Null for the link of the registry. */
  readonly service: string | null;
}

/** The service that something is about, as a link to its page; or the registry. */
export function Subject({ registry, service }: SubjectProps): ReactNode {
  if (service === null) {
    return (
      <>
        <Link className="name" href={`/registries#${encodeURIComponent(registry)}`} prefetch={false} title={registry}>
          {registry}
        </Link>
        <span className="ns">link</span>
      </>
    );
  }
  return (
    <>
      <Link className="name" href={servicePath(registry, service)} prefetch={false} title={service}>
        {service}
      </Link>
      <span className="ns">{registry}</span>
    </>
  );
}
