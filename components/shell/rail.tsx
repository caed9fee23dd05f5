'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icon';
import { narrowedPath } from '../ui/paths';
import { useUrlState } from '../ui/use-url-state';
import { Logo } from './logo';
import { RailRegistries } from './rail-registries';
import type { ShellFacts } from './shell-facts';
import { useCatalog } from './use-catalog';

interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** Whether a page belongs to this place. */
  readonly holds: (path: string) => boolean;
}

const FORMATS = '/registries/formats';

const PLACES: readonly Place[] = [
  { href: '/', label: 'Overview', icon: 'overview', holds: (path) => path === '/' },
  {
    href: '/services',
    label: 'Services',
    icon: 'services',
    holds: (path) => path === '/services' || (path.startsWith('/registries/') && path !== FORMATS),
  },
  { href: '/changes', label: 'Changes', icon: 'changes', holds: (path) => path === '/changes' },
  {
    href: '/registries',
    label: 'Registries',
    icon: 'registries',
    holds: (path) => path === '/registries' || path === FORMATS,
  },
];

/** The main navigation; a bar at the bottom on small screens. */
export function Rail({ facts }: { facts: ShellFacts }): ReactNode {
  const path = usePathname();
  const registry = useUrlState().oneOf(
    'registry',
    facts.registries.map(({ id }) => id),
  );
  const services = useCatalog((state) => state.services?.size) ?? facts.services;
  const counts: Readonly<Record<string, number>> = { '/services': services, '/registries': facts.registries.length };
  return (
    <aside className="rail" aria-label="Rollcall">
      <Link className="brand" href="/" aria-label="Rollcall, overview">
        <Logo />
        Rollcall
      </Link>
      <nav aria-label="Main">
        <ul>
          {PLACES.map(({ href, label, icon, holds }) => (
            <li key={href}>
              <Link
                href={narrowedPath(href, registry)}
                aria-current={path === href ? 'page' : holds(path) ? 'true' : undefined}
                title={label}
              >
                <Icon name={icon} />
                {label}
                {counts[href] !== undefined && <span className="n">{counts[href].toLocaleString('en')}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <RailRegistries registries={facts.registries} />
    </aside>
  );
}
