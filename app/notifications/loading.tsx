import type { ReactNode } from 'react';
import { SkeletonPage } from '@/components/ui/skeleton-page';

const COLUMNS = ['n-state', 'n-on', 'n-what', 'n-since', 'n-rule', 'n-told'];

export default function Loading(): ReactNode {
  return (
    <SkeletonPage
      title="Notifications"
      className="notifications-page"
      tableClassName="bleed section"
      columns={COLUMNS}
    />
  );
}
