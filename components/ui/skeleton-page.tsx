import type { ReactNode } from 'react';
import { SkeletonRows } from './skeleton-rows';

interface SkeletonPageProps {
  readonly title: string;
  /** The class of the page, and that of its table. */
  readonly className: string;
  readonly tableClassName: string;
  readonly columns: readonly string[];
}

/** A page of one table while its list is read. */
export function SkeletonPage({ title, className, tableClassName, columns }: SkeletonPageProps): ReactNode {
  return (
    <div className={`page ${className}`}>
      <div className="page-head">
        <h1>{title}</h1>
      </div>
      <table className={tableClassName} aria-label="Loading">
        <SkeletonRows columns={columns} />
      </table>
    </div>
  );
}
