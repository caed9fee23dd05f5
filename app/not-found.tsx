import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  return (
    <div className="page">
      <title>Not found · Rollcall</title>
      <h1 className="sr">Not found</h1>
      <EmptyState icon="search" title="There is nothing at this address">
        <p>The service or instance may have been deregistered since, or the registry goes by another name now.</p>
        <p className="ways">
          <Link className="btn" href="/services">
            All services
          </Link>
          <Link className="btn" href="/changes?kind=deregistered">
            What was deregistered
          </Link>
        </p>
      </EmptyState>
    </div>
  );
}
