import type { Metadata } from 'next';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Not found' };

/** For the address of an action that there is not. */
export default function NotFound() {
  return (
    <div className="page">
      <h1 className="sr">Not found</h1>
      <EmptyState icon="actions" title="There is no such action">
        <p>Rollcall keeps no action of this id.</p>
        <p className="ways">
          <Link className="btn" href="/actions">
            All actions
          </Link>
        </p>
      </EmptyState>
    </div>
  );
}
