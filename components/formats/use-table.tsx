import Link from 'next/link';
import type { ReactNode } from 'react';
import type { FormatUse } from '@/lib/domain/recognised-format';
import { servicesPath } from '../ui/paths';
import { RejectedLink } from './rejected-link';
import { MARKERS_TITLE, REJECTED_TITLE } from './use-counts';

/** How much each of several registries holds of one format. */
export function UseTable({ format, uses }: { format: string; uses: readonly FormatUse[] }): ReactNode {
  return (
    <table className="uses" aria-label="What was recognised">
      <thead>
        <tr>
          <th scope="col">Registry</th>
          <th scope="col" className="u-n num">
            Instances
          </th>
          <th scope="col" className="u-n num" title={MARKERS_TITLE}>
            Markers
          </th>
          <th scope="col" className="u-n num" title={REJECTED_TITLE}>
            Rejected
          </th>
        </tr>
      </thead>
      <tbody>
        {uses.map(({ registry, instances, belonging, rejected }) => (
          <tr key={registry} className="flat">
            <td className="clip">{registry}</td>
            <Count of={instances}>
              <Link className="link" href={servicesPath({ format, registry })} prefetch={false}>
                {instances.toLocaleString('en')}
              </Link>
            </Count>
            <Count of={belonging}>{belonging.toLocaleString('en')}</Count>
            <Count of={rejected}>
              <RejectedLink registry={registry}>{rejected.toLocaleString('en')}</RejectedLink>
            </Count>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A count as it is drawn; none leads nowhere. */
function Count({ of, children }: { of: number; children: ReactNode }): ReactNode {
  return <td className={`u-n num${of === 0 ? ' faint' : ''}`}>{of === 0 ? '0' : children}</td>;
}
