'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useMemo } from 'react';
import { compareText } from '@/lib/domain/query';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { setupQuery } from '@/lib/view/simulation-url';
import { useCatalog } from '../shell/use-catalog';
import { Icon } from '../ui/icon';
import type { SetupState } from './use-setup';

/** A select of ten thousand lines helps nobody. */
const MOST_LISTED = 1_000;
const MADE_UP = '';
const MADE_UP_SIZE = 8;

interface ServiceFieldProps {
  readonly state: SetupState;
  readonly registries: readonly string[];
}

/** Which fleet: a service as it is registered now, or a made-up one. */
export function ServiceField({ state, registries }: ServiceFieldProps): ReactNode {
  const { setup, change, write } = state;
  const router = useRouter();
  const services = useCatalog((catalog) => catalog.services);
  const { origin } = setup;
  const listed = useMemo(() => listOf(services?.values() ?? [], registries), [services, registries]);
  const chosen = origin ? serviceKey(origin.registry, origin.service) : MADE_UP;
  const isListed = listed.groups.some(([, group]) => group.some(({ key }) => key === chosen));

  function choose(key: string): void {
    const summary = services?.get(key);
    if (!summary) change({ origin: null, fleet: setup.fleet.length > 0 ? setup.fleet : madeUpFleet(MADE_UP_SIZE) });
    else {
      const { registry, service } = summary;
      const asked = { ...setup, origin: { registry, service }, fleet: [], preset: null, events: [] };
      write();
      router.push(`/simulator${setupQuery(asked)}`);
    }
  }

  return (
    <label className="field">
      <span>Service</span>
      <span className="btn pick picker">
        <span className="clip">
          {origin ? (
            <>
              {origin.service} <span className="faint">{origin.registry}</span>
            </>
          ) : setup.fleet.length > 0 ? (
            'A made-up fleet'
          ) : (
            <span className="faint">Choose one</span>
          )}
        </span>
        <Icon name="down" small />
        <select value={chosen} onChange={(event) => choose(event.target.value)}>
          <option value={MADE_UP}>{setup.fleet.length > 0 || origin ? 'A made-up fleet' : 'Choose one'}</option>
          {origin === null && setup.fleet.length === 0 && <option value="made-up">A made-up fleet</option>}
          {origin && !isListed && <option value={chosen}>{origin.service}</option>}
          {listed.groups.map(([registry, group]) => (
            <optgroup key={registry} label={registry}>
              {group.map(({ key, service }) => (
                <option key={key} value={key}>
                  {service}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </span>
      {listed.left > 0 && (
        <span className="hint">{listed.left.toLocaleString('en')} more: press Simulate on the page of a service.</span>
      )}
    </label>
  );
}

interface Listed {
  readonly groups: readonly (readonly [registry: string, services: readonly { key: string; service: string }[]])[];
  readonly left: number;
}

function listOf(services: Iterable<ServiceSummary>, registries: readonly string[]): Listed {
  const all = [...services].sort((a, b) => compareText(a.service, b.service));
  const listed = all.slice(0, MOST_LISTED);
  const groups = registries
    .map((registry) => {
      const group = listed.filter((summary) => summary.registry === registry);
      return [registry, group.map(({ service }) => ({ key: serviceKey(registry, service), service }))] as const;
    })
    .filter(([, group]) => group.length > 0);
  return { groups, left: all.length - listed.length };
}
