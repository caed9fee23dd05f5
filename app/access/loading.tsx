import type { ReactNode } from 'react';
import { SkeletonPage } from '@/components/ui/skeleton-page';

const COLUMNS = ['u-name', 'u-mail', 'u-role', 'u-scope', 'u-at'];

export default function Loading(): ReactNode {
  return <SkeletonPage title="Access" className="access-page" tableClassName="section users" columns={COLUMNS} />;
}
