import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <div className="page">
      <h1 className="sr">Not found</h1>
      <EmptyState icon="search" title="There is no page at this address">
        <p className="ways">
          <Link className="btn" href="/">
            Overview
          </Link>
          <Link className="btn" href="/services">
            All services
          </Link>
        </p>
      </EmptyState>
    </div>
  );
}
