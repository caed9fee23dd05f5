'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Link as RegistryLink } from '@/lib/domain/link';
import { formatTime } from '../ui/age';
import { Icon, type IconName } from '../ui/icon';
import type { ShellFacts } from './shell-facts';
import { useCatalog } from './use-catalog';
import { useLostSince } from './use-lost-since';

interface Look {
  readonly mark: string;
  readonly icon: IconName;
  readonly word: string;
}

const LOOKS: Record<RegistryLink['state'], Look> = {
  connecting: { mark: 'unknown', icon: 'link', word: 'Connecting' },
  live: { mark: 'passing', icon: 'link', word: 'Live' },
  stale: { mark: 'warning', icon: 'warning', word: 'Stale' },
};
const NOT_KNOWN: Look = { mark: 'unknown', icon: 'unknown', word: 'Not known' };

/** The registries and their links, at the foot of the rail. */
export function RailRegistries({ registries }: Pick<ShellFacts, 'registries'>): ReactNode {
  const links = useCatalog((state) => state.links);
  const lostSince = useLostSince();
  return (
    <section className="rail-foot" aria-labelledby="rail-registries">
      <h2 id="rail-registries">Registries</h2>
      {registries.map((registry) => {
        const link = links.get(registry.id) ?? registry.link;
        const { mark, icon, word } = lostSince === null ? LOOKS[link.state] : NOT_KNOWN;
        return (
          <Link
            key={registry.id}
            className={`lk ${lostSince === null ? link.state : 'lost'}`}
            href={`/registries#${encodeURIComponent(registry.id)}`}
            title={tooltip(registry.id, link, lostSince)}
          >
            <span className={`st ${mark}`}>
              <Icon name={icon} small />
            </span>
            <span>{registry.id}</span>
            <span>{word}</span>
          </Link>
        );
      })}
    </section>
  );
}

function tooltip(id: string, link: RegistryLink, lostSince: string | null): string {
  if (lostSince !== null) return `${id}: not known since ${formatTime(lostSince)}, as Rollcall does not answer`;
  const said = `${id}: ${link.state} since ${formatTime(link.since)}`;
  return link.state === 'stale' ? `${said}. ${link.detail}` : said;
}
