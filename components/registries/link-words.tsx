'use client';

import type { ReactNode } from 'react';
import type { Link } from '@/lib/domain/link';
import { useLostSince } from '../shell/use-lost-since';
import { Icon, type IconName } from '../ui/icon';

interface Look {
  readonly className: string;
  readonly icon: IconName;
  readonly word: string;
}

const LOOKS: Record<Link['state'], Look> = {
  live: { className: 'passing', icon: 'link', word: 'Live' },
  connecting: { className: 'unknown', icon: 'link', word: 'Connecting' },
  stale: { className: 'warning', icon: 'warning', word: 'Stale' },
};
const NOT_KNOWN: Look = { className: 'unknown', icon: 'unknown', word: 'Not known' };

/** The state of a link, with its icon and word; not known while Rollcall itself does not answer. */
export function LinkWords({ link }: { link: Link }): ReactNode {
  const isLost = useLostSince() !== null;
  const { className, icon, word } = isLost ? NOT_KNOWN : LOOKS[link.state];
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{word}</span>
    </span>
  );
}
