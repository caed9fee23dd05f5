'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { type Badge, badgeOf } from '@/lib/view/badge';
import { useIsSignedOut } from '../access/use-session';
import { useAddressTime } from '../history/use-address-time';
import { Icon, type IconName } from '../ui/icon';
import { Since } from '../ui/since';
import type { ShellFacts } from './shell-facts';
import { useCatalog, useLiveCatalog } from './use-catalog';

const LOOKS: Record<Badge['state'], { readonly className: string; readonly icon: IconName }> = {
  live: { className: 'live', icon: 'link' },
  connecting: { className: 'paused', icon: 'link' },
  paused: { className: 'paused', icon: 'pause' },
  reconnecting: { className: 'stale', icon: 'warning' },
  ended: { className: 'stale', icon: 'warning' },
  stale: { className: 'stale', icon: 'warning' },
};

/** A stream that opens within this long, in milliseconds, opens unnoticed. */
const PATIENCE_MS = 2_000;

interface LinkBadgeProps {
  /** As the server knew the links when it painted the page: what is live then is so until the stream fails to come. */
  readonly handed: ShellFacts['registries'];
}

/** Whether what one sees is live, and since when not. */
export function LinkBadge({ handed }: LinkBadgeProps): ReactNode {
  const status = useCatalog((state) => state.status);
  const paused = useCatalog((state) => state.paused);
  const links = useCatalog((state) => state.links);
  const mayHaveMissed = useCatalog((state) => state.mayHaveMissed);
  const catalog = useLiveCatalog();
  const isSignedOut = useIsSignedOut();
  const { moment } = useAddressTime();
  const isLate = useIsLate(status.state === 'connecting');
  const badge = badgeOf({
    status: status.state === 'connecting' && !isLate ? { state: 'live' } : status,
    paused,
    links: links.size > 0 ? links : new Map(handed.map(({ id, link }) => [id, link])),
  });
  if (isSignedOut) {
    return (
      <span className="badge-link paused" role="status" data-stream="signed-out">
        <Icon name="lock" small />
        <span>Signed out</span>
      </span>
    );
  }
  if (moment !== null) {
    return (
      <span className="badge-link past" role="status" data-stream={status.state}>
        <Icon name="changes" small />
        <span>Past</span>
      </span>
    );
  }
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
      <span className={`badge-link ${className}`} role="status" data-stream={status.state}>
        <Icon name={icon} small />
        <span>
          <Words badge={badge} />
        </span>
      </span>
    </>
  );
}

/** Whether something goes on for longer than one waits patiently. */
function useIsLate(isGoingOn: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!isGoingOn) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isGoingOn]);
  return isLate;
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
