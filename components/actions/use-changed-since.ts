'use client';

import { useState } from 'react';
import type { ActionPreview } from '@/lib/domain/action-preview';
import type { Change } from '@/lib/domain/change';
import { useCatalog } from '../shell/use-catalog';

/** The newest change of what a preview speaks of that came in after the preview did; null where there is none. */
export function useChangedSince(preview: ActionPreview | null): Change | null {
  const changes = useCatalog((state) => state.changes);
  const [seen, setSeen] = useState({ preview, newest: changes[0]?.id });
  if (seen.preview !== preview) setSeen({ preview, newest: changes[0]?.id });
  if (!preview || seen.preview !== preview) return null;
  const services = new Set(preview.targets.map(({ registry, service }) => `${registry} ${service}`));
  for (const change of changes) {
    if (change.id === seen.newest) return null;
    if (change.service !== null && services.has(`${change.registry} ${change.service}`)) return change;
  }
  return null;
}
