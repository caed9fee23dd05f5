'use client';

import { useEffect, useMemo } from 'react';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import type { HandedInstances } from '@/lib/view/catalog-store';
import { type FleetMember, fleetOf } from '@/lib/view/simulation-fleet';
import { useCatalog, useLiveCatalog } from '../shell/use-catalog';

export interface LiveFleet {
  readonly registry: string;
  readonly service: string;
  readonly members: readonly FleetMember[];
  /** Of all instances, also those that do not fit into a link. */
  readonly total: number;
  readonly zones: ReadonlyMap<string, string>;
}

/** The instances of the service the page was opened for, live; null where it was opened for none. */
export function useLiveFleet(handed: HandedInstances | null): LiveFleet | null {
  const catalog = useLiveCatalog();
  useEffect(() => (handed ? catalog.watchInstances(handed) : undefined), [catalog, handed]);
  const watched = useCatalog((state) => state.instances);
  const isOurs = handed !== null && watched?.registry === handed.registry && watched.service === handed.service;
  const items = isOurs ? watched.items : null;
  return useMemo(() => {
    if (!handed) return null;
    const instances: readonly Instance[] = items ? [...items.values()] : handed.items;
    const { registry, service } = handed;
    const members = fleetOf(instances);
    const zones = new Map(
      instances.flatMap(({ zone, address, port }) => (zone ? [[formatAddress(address, port), zone]] : [])),
    );
    return { registry, service, members, total: instances.length, zones };
  }, [handed, items]);
}
