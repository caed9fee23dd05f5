'use client';

import type { ReactNode } from 'react';
import type { Link } from '@/lib/domain/link';
import { Banner } from '../ui/banner';
import { useMoment } from '../ui/moment-context';
import { Since } from '../ui/since';
import { useCatalog } from './use-catalog';
import { useLostSince } from './use-lost-since';

interface StaleBannerProps {
  /** Only this registry concerns the page; all of them when absent. */
  readonly registry?: string | undefined;
  /** As the server knew it, until the stream has spoken. */
  readonly handed?: Link | undefined;
}

/** Says that what is shown is old: since when and why. The rows below keep what was last seen. */
export function StaleBanner({ registry, handed }: StaleBannerProps): ReactNode {
  const links = useCatalog((state) => state.links);
  const isLost = useLostSince() !== null;
  const isPast = useMoment() !== null;
  if (isLost || isPast) return null;
  const known: [string, Link][] = links.size === 0 && registry && handed ? [[registry, handed]] : [...links];
  return known
    .filter(([id]) => registry === undefined || id === registry)
    .map(
      ([id, link]) =>
        link.state === 'stale' && (
          <Banner key={id} tone="warning">
            <b>{id}</b> has not answered for <Since at={link.since} />: {link.detail || link.cause}. What was last seen
            of it stays on the page.
          </Banner>
        ),
    );
}
