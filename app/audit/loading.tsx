import type { ReactNode } from 'react';
import { SkeletonPage } from '@/components/ui/skeleton-page';

const COLUMNS = ['u-at', 'u-outcome', 'u-what', 'u-who', 'u-on', 'u-why'];

export default function Loading(): ReactNode {
  return <SkeletonPage title="Audit" className="audit-page" tableClassName="bleed section" columns={COLUMNS} />;
}
