'use client';

import type { ReactNode } from 'react';
import { type Badge, badgeOf } from '@/lib/view/badge';
import { Icon, type IconName } from '../ui/icon';
import { Since } from '../ui/since';
import { useCatalog, useLiveCatalog } from './use-catalog';

const LOOKS: Record<Badge['state'], { readonly className: string; readonly icon: IconName }> = {
  live: { className: 'live', icon: 'link' },
  connecting: { className: 'paused', icon: 'link' },
  paused: { className: 'paused', icon: 'pause' },
  reconnecting: { className: 'stale', icon: 'warning' },
  ended: { className: 'stale', icon: 'warning' },
  stale: { className: 'stale', icon: 'warning' },
};

/** Whether what one sees is live, and since when not. */
export function LinkBadge(): ReactNode {
  const status = useCatalog((state) => state.status);
  const paused = useCatalog((state) => state.paused);
  const links = useCatalog((state) => state.links);
  const mayHaveMissed = useCatalog((state) => state.mayHaveMissed);
  const catalog = useLiveCatalog();
  const badge = badgeOf({ status, paused, links });
  const { className, icon } = LOOKS[badge.state];
  return (
    <>
      {mayHaveMissed && (
        <button
          type="button"
          className="badge-link stale missed"
          title="The stream was cut off for longer than can be made good: what you see is current, but changes in between may not be listed. Click to dismiss."
          onClick={catalog.acknowledge}
        >
          <Icon name="gap" small />
          <span>Changes may be missing</span>
          <Icon name="close" small />
        </button>
      )}
      <span className={`badge-link ${className}`} role="status" data-state={badge.state}>
        <Icon name={icon} small />
        <span>
          <Words badge={badge} />
        </span>
      </span>
    </>
  );
}

function Words({ badge }: { badge: Badge }): ReactNode {
  switch (badge.state) {
    case 'live':
      return 'Live';
    case 'connecting':
      return 'Connecting';
    case 'paused':
      return badge.waiting === 0 ? 'Paused' : `Paused · ${badge.waiting.toLocaleString('en')} new`;
    case 'reconnecting':
      return (
        <>
          Reconnecting <Ticking at={badge.since} />
        </>
      );
    case 'ended':
      return (
        <>
          Server stopped <Ticking at={badge.since} />
        </>
      );
    case 'stale':
      return (
        <>
          {badge.of > 1 && `${badge.stale} of ${badge.of} `}
          {badge.of > 1 ? 'stale' : 'Stale'} <Ticking at={badge.since} />
        </>
      );
  }
}

/** Seen, but not read out every second. */
function Ticking({ at }: { at: string }): ReactNode {
  return (
    <span aria-hidden="true">
      <Since at={at} />
    </span>
  );
}
