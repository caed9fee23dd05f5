import type { ReactNode } from 'react';
import type { Share } from '@/lib/domain/impact';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import { Fold } from '../ui/fold';
import { percent } from '../ui/percent';

interface ShareBarsProps {
  readonly shares: readonly Share[];
  readonly members: ReadonlyMap<string, Instance>;
  readonly targets: ReadonlySet<string>;
  /** Tells of those acted on too, which otherwise take nothing any more. */
  readonly isEvery: boolean;
}

const LISTED = 50;
const CLOSE = 0.0005;

/** What share of the traffic each instance that stays takes, now and after. */
export function ShareBars({ shares, members, targets, isEvery }: ShareBarsProps): ReactNode {
  const stay = shares.filter(({ instance, after }) => (isEvery || !targets.has(instance) || after > 0) && after > 0);
  const [first] = stay;
  if (!first) return null;
  const most = Math.max(...stay.flatMap(({ before, after }) => [before, after]));
  const isEven = stay.every(({ before, after }) => near(before, first.before) && near(after, first.after));
  const rows = stay.slice(0, LISTED).map((share) => ({ ...share, label: labelOf(members.get(share.instance)) }));
  if (isEven && stay.length > 1) {
    return (
      <div className="share-bars">
        <ShareRow label={`Share of each of the ${stay.length}`} share={first} most={most} />
        <Fold summary="Each of them">
          <ShareList rows={rows} most={most} left={stay.length - rows.length} />
        </Fold>
      </div>
    );
  }
  return (
    <div className="share-bars">
      <h4>Share of the traffic</h4>
      <ShareList rows={rows} most={most} left={stay.length - rows.length} />
    </div>
  );
}

interface ShareListProps {
  readonly rows: readonly (Share & { readonly label: string })[];
  readonly most: number;
  readonly left: number;
}

function ShareList({ rows, most, left }: ShareListProps): ReactNode {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.instance}>
          <ShareRow label={row.label || row.instance} share={row} most={most} isMachine />
        </li>
      ))}
      {left > 0 && <li className="faint">and {left} more</li>}
    </ul>
  );
}

interface ShareRowProps {
  readonly label: string;
  readonly share: Pick<Share, 'before' | 'after'>;
  readonly most: number;
  readonly isMachine?: boolean;
}

/** Two bars on one scale: the thin one is now, the other after. */
function ShareRow({ label, share: { before, after }, most, isMachine = false }: ShareRowProps): ReactNode {
  const width = (share: number) => (most > 0 ? (100 * share) / most : 0);
  return (
    <div className="share">
      <span className={isMachine ? 'mono clip' : 'clip'}>{label}</span>
      <span className="num dim">{percent(before)}</span>
      <span className="num">{percent(after)}</span>
      <svg viewBox="0 0 100 7" preserveAspectRatio="none" aria-hidden="true">
        <rect className="now" width={width(before)} y="0" height="2" />
        <rect className="then" width={width(after)} y="3" height="4" />
      </svg>
    </div>
  );
}

function labelOf(instance: Instance | undefined): string {
  return instance ? formatAddress(instance.address, instance.port) : '';
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < CLOSE;
}
