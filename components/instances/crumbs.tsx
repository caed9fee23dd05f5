import { Fragment, type ReactNode } from 'react';
import { TimedLink } from '../history/timed-link';
import { Icon } from '../ui/icon';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** The way to this page. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }): ReactNode {
  return (
    <nav className="crumb" aria-label="Breadcrumb">
      {crumbs.map(({ label, href }, index) => (
        <Fragment key={href}>
          {index > 0 && <Icon name="right" small />}
          <TimedLink className="here" href={href} title={label}>
            {label}
          </TimedLink>
        </Fragment>
      ))}
    </nav>
  );
}
