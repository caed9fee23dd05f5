import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

type Tone = 'note' | 'warning' | 'critical' | 'out';

const ICONS: Record<Tone, IconName> = { note: 'clock', warning: 'warning', critical: 'critical', out: 'out' };

interface BannerProps {
  readonly tone?: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A sentence about the whole page, above its rows. */
export function Banner({ tone = 'note', icon = ICONS[tone], children }: BannerProps): ReactNode {
  return (
    <div className={`banner ${tone}`} role="status">
      <Icon name={icon} small />
      <span>{children}</span>
    </div>
  );
}
