import type { ReactNode } from 'react';
import type { Link } from '@/lib/domain/link';
import { Icon, type IconName } from '../ui/icon';

const LOOKS: Record<Link['state'], { readonly className: string; readonly icon: IconName; readonly word: string }> = {
  live: { className: 'passing', icon: 'link', word: 'Live' },
  connecting: { className: 'unknown', icon: 'link', word: 'Connecting' },
  stale: { className: 'warning', icon: 'warning', word: 'Stale' },
};

/** The state of a link, with its icon and word. */
export function LinkWords({ link }: { link: Link }): ReactNode {
  const { className, icon, word } = LOOKS[link.state];
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{word}</span>
    </span>
  );
}
