import type { ReactNode } from 'react';
import type { FormatUse } from '@/lib/domain/recognised-format';

/** How much each registry holds of one format. */
export function UseTable({ uses }: { uses: readonly FormatUse[] }): ReactNode {
  return (
    <table className="uses" aria-label="What was recognised">
      <thead>
        <tr>
          <th scope="col">Registry</th>
          <th scope="col" className="u-n num">
            Instances
          </th>
          <th scope="col" className="u-n num" title="Keys that belong to the format and are no instance">
            Markers
          </th>
          <th scope="col" className="u-n num" title="Rejected keys that come nearest to it">
            Rejected
          </th>
        </tr>
      </thead>
      <tbody>
        {uses.map(({ registry, instances, belonging, rejected }) => (
          <tr key={registry} className="flat">
            <td className="clip">{registry}</td>
            <Count of={instances} />
            <Count of={belonging} />
            <Count of={rejected} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Count({ of }: { of: number }): ReactNode {
  return <td className={`u-n num${of === 0 ? ' faint' : ''}`}>{of.toLocaleString('en')}</td>;
}
