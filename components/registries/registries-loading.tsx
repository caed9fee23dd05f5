import type { ReactNode } from 'react';
import { SkeletonRows } from '../ui/skeleton-rows';
import { RegistriesTabs } from './registries-tabs';

const COLUMNS = ['m-name', 'm-role', 'm-status', 'm-version', 'm-address'];

/** The page while its registries are asked for their servers. */
export function RegistriesLoading(): ReactNode {
  return (
    <div className="page registries-page">
      <div className="page-head">
        <h1>Registries</h1>
        <span className="sub wide">asking their servers</span>
      </div>
      <RegistriesTabs current="registries" />
      <table className="section members" aria-label="Loading">
        <SkeletonRows columns={COLUMNS} />
      </table>
    </div>
  );
}
