import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** Why, and what to do. */
  readonly children?: ReactNode;
}

/** What a list says when it has no rows. */
export function EmptyState({ icon, title, children }: EmptyStateProps): ReactNode {
  return (
    <div className="empty" role="status">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
