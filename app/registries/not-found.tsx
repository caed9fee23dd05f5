import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Not found' };

/** For the address of a service or an instance that Rollcall has never seen. */
export default function NotFound() {
  return (
    <div className="page">
      <h1 className="sr">Not found</h1>
      <EmptyState icon="search" title="Rollcall has not seen this">
        <p>No registry it reads holds this service or instance, nor has held it since Rollcall began to observe.</p>
        <p className="ways">
          <Link className="btn" href="/services">
            All services
          </Link>
          <Link className="btn" href="/registries">
            Which registries are read
          </Link>
        </p>
      </EmptyState>
    </div>
  );
}
