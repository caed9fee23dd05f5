import type { ReactNode } from 'react';
import { AccessLoading } from '@/components/access/access-loading';

export default function Loading(): ReactNode {
  return <AccessLoading />;
}
