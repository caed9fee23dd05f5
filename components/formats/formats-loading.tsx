import type { ReactNode } from 'react';
import { RegistriesTabs } from '../registries/registries-tabs';
import { SkeletonRows } from '../ui/skeleton-rows';

/** The page while its keys are counted. */
export function FormatsLoading(): ReactNode {
  return (
    <div className="page formats-page">
      <div className="page-head">
        <h1>Formats</h1>
      </div>
      <RegistriesTabs current="formats" />
      <table className="section" aria-label="Loading">
        <SkeletonRows columns={['u-r', 'u-n', 'u-n', 'u-n']} />
      </table>
    </div>
  );
}
