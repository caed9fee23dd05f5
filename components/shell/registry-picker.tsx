'use client';

import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { isNarrowable, narrowedPath } from '../ui/paths';
import { useUrlState } from '../ui/use-url-state';

/** Narrows the list on the screen to one registry; Registries shows that one, and elsewhere its services open. */
export function RegistryPicker({ registries }: { registries: readonly string[] }): ReactNode {
  const path = usePathname();
  const router = useRouter();
  const url = useUrlState();
  const chosen = url.oneOf('registry', registries);

  function choose(registry: string): void {
    if (isNarrowable(path)) url.set({ registry });
    else if (path === '/registries') router.push(`/registries#${encodeURIComponent(registry)}`);
    else router.push(narrowedPath('/services', registry || null));
  }

  return (
    <span className="btn bare wide picker">
      <Icon name="registries" />
      {chosen ?? 'All registries'}
      {chosen === null && <span className="v">{registries.length}</span>}
      <Icon name="down" small />
      <select aria-label="Registry" value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">All registries</option>
        {registries.map((registry) => (
          <option key={registry}>{registry}</option>
        ))}
      </select>
    </span>
  );
}
