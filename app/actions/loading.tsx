import type { ReactNode } from 'react';
import { SkeletonPage } from '@/components/ui/skeleton-page';

const COLUMNS = ['a-at', 'a-state', 'a-what', 'a-who', 'a-why'];

export default function Loading(): ReactNode {
  return <SkeletonPage title="Actions" className="actions-page" tableClassName="bleed section" columns={COLUMNS} />;
}
