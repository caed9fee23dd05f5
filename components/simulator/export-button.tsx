'use client';

import type { ReactNode } from 'react';
import { resultsCsv, resultsJson } from '@/lib/view/simulation-export';
import { PopoverButton } from '../ui/popover-button';
import { drawPicture } from './draw-picture';
import { saveFile } from './save-file';
import type { Results } from './use-simulation';

const FORMATS = [
  ['png', 'PNG', 'a picture'],
  ['csv', 'CSV', 'a row an instance and policy'],
  ['json', 'JSON', 'everything, with the link'],
] as const;

/** The run as a file; before there is one it says so. */
export function ExportButton({ results }: { results: Results | null }): ReactNode {
  return (
    <PopoverButton label="Export" className="btn bare" face="Export">
      {(close) =>
        results === null ? (
          <p className="export-none">These settings have no numbers yet: run them first.</p>
        ) : (
          <ul className="export-list">
            {FORMATS.map(([format, name, what]) => (
              <li key={format}>
                <button
                  type="button"
                  onClick={() => {
                    void save(results, format);
                    close();
                  }}
                >
                  {name} <span className="faint">{what}</span>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    </PopoverButton>
  );
}

async function save(results: Results, format: (typeof FORMATS)[number][0]): Promise<void> {
  const file = await fileOf(results, format);
  if (file) saveFile(`simulation.${format}`, file);
}

function fileOf(results: Results, format: (typeof FORMATS)[number][0]): Promise<Blob | null> | Blob {
  const { setup, answers } = results;
  if (format === 'png') return drawPicture(results);
  if (format === 'csv') return new Blob([resultsCsv(setup, answers)], { type: 'text/csv' });
  return new Blob([resultsJson(setup, answers, window.location.href)], { type: 'application/json' });
}
