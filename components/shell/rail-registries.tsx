'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Link as RegistryLink } from '@/lib/domain/link';
import { formatTime } from '../ui/age';
import { Icon } from '../ui/icon';
import type { ShellFacts } from './shell-facts';
import { useCatalog } from './use-catalog';

const WORDS: Record<RegistryLink['state'], string> = { connecting: 'Connecting', live: 'Live', stale: 'Stale' };
const MARKS = { connecting: 'unknown', live: 'passing', stale: 'warning' } as const;

/** The registries and their links, at the foot of the rail. */
export function RailRegistries({ registries }: Pick<ShellFacts, 'registries'>): ReactNode {
  const links = useCatalog((state) => state.links);
  return (
    <section className="rail-foot" aria-labelledby="rail-registries">
      <h2 id="rail-registries">Registries</h2>
      {registries.map((registry) => {
        const link = links.get(registry.id) ?? registry.link;
        return (
          <Link
            key={registry.id}
            className={`lk ${link.state}`}
            href={`/registries#${encodeURIComponent(registry.id)}`}
            title={tooltip(registry.id, link)}
          >
            <span className={`st ${MARKS[link.state]}`}>
              <Icon name={link.state === 'stale' ? 'warning' : 'link'} small />
            </span>
            <span>{registry.id}</span>
            <span>{WORDS[link.state]}</span>
          </Link>
        );
      })}
    </section>
  );
}

function tooltip(id: string, link: RegistryLink): string {
  const said = `${id}: ${WORDS[link.state].toLowerCase()} since ${formatTime(link.since)}`;
  return link.state === 'stale' ? `${said}. ${link.detail}` : said;
}
