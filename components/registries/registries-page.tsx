'use client';

import type { ReactNode } from 'react';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { ConnectRegistry } from './connect-registry';
import { DemoNotice } from './demo-notice';
import { RegistriesTabs } from './registries-tabs';
import { RegistrySection } from './registry-section';
import { useRegistries } from './use-registries';

/** Every registry: its link, its server, what is read of it and what could not be. */
export function RegistriesPage({ handed }: { handed: readonly RegistrySummary[] }): ReactNode {
  const registries = useRegistries(handed);
  return (
    <div className="page registries-page">
      <div className="page-head">
        <h1>Registries</h1>
        {registries.length > 1 && (
          <span className="sub wide">{registries.length}, in the order of the configuration</span>
        )}
      </div>
      <RegistriesTabs current="registries" />
      <DemoNotice registries={registries} />
      {registries.map((registry) => (
        <RegistrySection key={registry.id} registry={registry} />
      ))}
      <ConnectRegistry />
    </div>
  );
}
