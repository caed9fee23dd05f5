import type { ReactNode } from 'react';
import { SkeletonRows } from '../ui/skeleton-rows';

const COLUMNS = ['u-name', 'u-mail', 'u-role', 'u-scope', 'u-at'];

/** The page while its lists are read. */
export function AccessLoading(): ReactNode {
  return (
    <div className="page access-page">
      <div className="page-head">
        <h1>Access</h1>
      </div>
      <table className="section users" aria-label="Loading">
        <SkeletonRows columns={COLUMNS} />
      </table>
    </div>
  );
}
