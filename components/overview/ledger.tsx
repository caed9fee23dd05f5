import Link from 'next/link';
import type { ReactNode } from 'react';
import { HEALTHS } from '@/lib/domain/instance';
import type { Totals } from '@/lib/view/overview';
import { counted } from '../ui/counted';
import { Icon, type IconName } from '../ui/icon';
import { servicesPath } from '../ui/paths';

/** The totals as figures; each leads to the services behind it. */
export function Ledger({ totals }: { totals: Totals }): ReactNode {
  const { instances, services, out, by, servicesBy } = totals;
  return (
    <ul className="ledger">
      <Figure label="instances" icon="services" look="dim" value={instances} href={servicesPath()}>
        in {counted(services, 'service')}
      </Figure>
      {HEALTHS.map((health) => (
        <Figure
          key={health}
          label={health}
          icon={health}
          look={health}
          value={by[health]}
          href={servicesPath({ health })}
        >
          {health === 'passing' ? shareOf(by.passing, instances) : `in ${counted(servicesBy[health], 'service')}`}
        </Figure>
      ))}
      <Figure label="out of rotation" icon="out" look="out" value={out} href={servicesPath({ rotation: 'out' })}>
        in {counted(servicesBy.out, 'service')}
      </Figure>
    </ul>
  );
}

interface FigureProps {
  readonly label: string;
  readonly icon: IconName;
  readonly look: string;
  readonly value: number;
  readonly href: string;
  readonly children: ReactNode;
}

function Figure({ label, icon, look, value, href, children }: FigureProps): ReactNode {
  return (
    <li>
      <Link href={href} prefetch={false}>
        <span className={`st ${value === 0 ? 'none' : look}`}>
          <Icon name={icon} small />
          <span>{label}</span>
        </span>
        <span className="fig">{value.toLocaleString('en')}</span>
        <span className="d">{value === 0 ? 'none' : children}</span>
      </Link>
    </li>
  );
}

/** Rounded down: 99.96 % is not all of them. */
function shareOf(part: number, whole: number): string {
  return part === whole ? 'all of them' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} % of all`;
}
