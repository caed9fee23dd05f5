'use client';

import { type ReactNode, useCallback } from 'react';
import type { Owners } from '@/lib/view/simulation-owners';
import { CanvasFigure } from './canvas-figure';
import type { Column } from './columns';
import { drawRows } from './draw-rows';
import { percentText } from './figures';
import { InstanceLabels } from './instance-labels';
import { ResultSection } from './result-section';
import type { Surface } from './use-canvas';
import { useShownRows } from './use-shown-rows';

const ROW = 13;

interface OwnersViewProps {
  readonly columns: readonly Column<unknown>[];
  readonly names: readonly string[];
}

/** Who owns which stretch of a ring or table, for the policies that keep one. */
export function OwnersView({ columns, names }: OwnersViewProps): ReactNode {
  const { count, more } = useShownRows(names.length);
  const having = columns.flatMap((column) => (column.owners ? [{ ...column, owners: column.owners }] : []));
  const [first] = having;
  if (!first) return null;
  const isAfter = first.owners.after !== null;
  return (
    <ResultSection
      title="Ring and table"
      note={`256 places of each ring, the first 256 of each Maglev table${isAfter ? '; grey before, coloured after' : ''}`}
      figures={() => ({
        columns: ['Instance', ...having.map(({ name }) => name)],
        rows: names.map((name, place) => [
          name,
          ...having.map(({ owners }) => {
            const now = percentText(shareOf(owners.now, place));
            return owners.after ? `${now} → ${percentText(shareOf(owners.after, place))}` : now;
          }),
        ]),
      })}
    >
      <div className="sim-grid">
        <InstanceLabels names={names.slice(0, count)} height={ROW} />
        {columns.map(({ key, name, series, owners }) =>
          owners ? (
            <OwnerStrip key={key} name={name} owners={owners} rows={count} colour={series.colour} />
          ) : (
            <p key={key} className="faint no-ring">
              keeps none
            </p>
          ),
        )}
      </div>
      {more}
    </ResultSection>
  );
}

interface OwnerStripProps {
  readonly name: string;
  readonly owners: Owners;
  readonly rows: number;
  readonly colour: string;
}

function OwnerStrip({ name, owners, rows, colour }: OwnerStripProps): ReactNode {
  const draw = useCallback(
    (surface: Surface) => {
      const look = { rows, rowHeight: ROW };
      if (!owners.after) drawRows(surface, { ...look, at: owners.now, colour });
      else {
        drawRows(surface, { ...look, at: owners.now, colour: '--line-strong' });
        drawRows(surface, { ...look, at: owners.after, colour, isOver: true });
      }
    },
    [owners, rows, colour],
  );
  const what = owners.kind === 'ring' ? 'places of its ring' : 'places of its table';
  return <CanvasFigure label={`${name}: who owns the ${what}`} height={rows * ROW} draw={draw} />;
}

function shareOf(owners: readonly number[], place: number): number {
  return owners.filter((owner) => owner === place).length / Math.max(1, owners.length);
}
