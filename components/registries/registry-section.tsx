'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { causeWords } from '../changes/cause-words';
import { useLostSince } from '../shell/use-lost-since';
import { Banner } from '../ui/banner';
import { counted } from '../ui/counted';
import { servicesPath } from '../ui/paths';
import { Since } from '../ui/since';
import { Tag } from '../ui/tag';
import { kindWords } from './kind-words';
import { LinkWords } from './link-words';
import { MemberTable } from './member-table';
import { RegistryFacts } from './registry-facts';
import { RejectedKeys } from './rejected-keys';

/** One registry. Its id is the section's, so that a link can lead here. */
export function RegistrySection({ registry }: { registry: RegistrySummary }): ReactNode {
  const { id, link, server, notices, rejected } = registry;
  const lostSince = useLostSince();
  const titleId = `title-${id}`;
  return (
    <section className="registry" id={id} aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>{id}</h2>
        <span className="dim">{kindWords(registry)}</span>
        {registry.demo && <Tag>demo</Tag>}
        <span className="registry-link">
          <LinkWords link={link} />
          <span className="faint">
            for <Since at={lostSince ?? link.since} />
          </span>
        </span>
        <Link className="link" href={servicesPath({ registry: id })} prefetch={false}>
          {counted(registry.counts.services, 'service')}
        </Link>
      </header>
      {link.state === 'stale' && lostSince === null && (
        <Banner tone="warning">
          <b>{causeWords(link.cause)}:</b> {link.detail}. What was last seen stays on the pages, and Rollcall goes on
          trying.
        </Banner>
      )}
      {notices.map((notice) => (
        <Banner key={`${notice.code} ${notice.scope}`} tone="warning">
          <b>
            {notice.code.replaceAll('-', ' ')}: <span className="mono">{notice.scope}</span>
          </b>{' '}
          {notice.detail}
        </Banner>
      ))}
      <RegistryFacts registry={registry} />
      {server.members.length > 0 && <MemberTable members={server.members} />}
      {registry.kind !== 'memory' && <RejectedKeys registry={id} kind={registry.kind} count={rejected} />}
    </section>
  );
}
