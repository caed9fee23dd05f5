'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { isAtLeast, type Me, type Role } from '@/lib/domain/identity';
import { useMe } from '../access/me-provider';
import { isRunning } from '../actions/action-words';
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
  /** Who is shown it; everybody where nothing is said. */
  readonly needs?: Role;
  /** Only where one signs in; small screens reach it by the account. */
  readonly isOfAccounts?: boolean;
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
  { href: '/simulator', label: 'Simulator', icon: 'simulator', holds: (path) => path === '/simulator' },
  {
    href: '/registries',
    label: 'Registries',
    icon: 'registries',
    holds: (path) => path === '/registries' || path === FORMATS,
  },
  { href: '/actions', label: 'Actions', icon: 'actions', holds: (path) => path.startsWith('/actions') },
  {
    href: '/notifications',
    label: 'Notifications',
    icon: 'bell',
    holds: (path) => path === '/notifications',
  },
  { href: '/audit', label: 'Audit', icon: 'audit', holds: (path) => path === '/audit', needs: 'operator' },
  {
    href: '/access',
    label: 'Access',
    icon: 'lock',
    holds: (path) => path === '/access',
    needs: 'admin',
    isOfAccounts: true,
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
  const me = useMe();
  const running = useCatalog((state) => state.actions)?.filter(isRunning).length ?? 0;
  const counts: Readonly<Record<string, string>> = {
    '/services': services.toLocaleString('en'),
    '/registries': String(facts.registries.length),
    ...(running > 0 && { '/actions': `${running} running` }),
  };
  return (
    <aside className="rail" aria-label="Rollcall">
      <Link className="brand" href="/" aria-label="Rollcall, overview">
        <Logo />
        Rollcall
      </Link>
      <nav aria-label="Main">
        <ul>
          {PLACES.filter((place) => isShown(place, me)).map(({ href, label, icon, holds, isOfAccounts }) => (
            <li key={href} className={isOfAccounts ? 'wide' : undefined}>
              <Link
                href={narrowedPath(href, registry)}
                aria-current={path === href ? 'page' : holds(path) ? 'true' : undefined}
                title={label}
              >
                <Icon name={icon} />
                {label}
                {counts[href] !== undefined && <span className="n">{counts[href]}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <RailRegistries registries={facts.registries} />
    </aside>
  );
}

function isShown({ needs, isOfAccounts = false }: Place, { mode, identity }: Me): boolean {
  if (isOfAccounts && mode === 'local') return false;
  return !needs || (identity !== null && isAtLeast(identity.role, needs));
}
