import type { ReactNode } from 'react';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import { Fact } from '../ui/fact';
import { sheetAnswers } from './sheet-words';

/** A fact sheet as questions and answers, and the framework's words beside Rollcall's. */
export function SheetList({ sheet }: { sheet: FactSheet }): ReactNode {
  const terms = Object.entries(sheet.terms);
  return (
    <div className="sheet">
      <dl className="sheet-answers">
        {sheetAnswers(sheet).map(({ term, answer }) => (
          <Fact key={term} term={term}>
            {answer}
          </Fact>
        ))}
        {terms.length > 0 && (
          <Fact term="Its words">
            <dl className="terms">
              {terms.map(([ours, theirs]) => (
                <Fact key={ours} term={ours}>
                  <span className="mono">{theirs}</span>
                </Fact>
              ))}
            </dl>
          </Fact>
        )}
        <Fact term="In the API">
          <span className="mono">{sheet.format}</span>
        </Fact>
      </dl>
      <p className="sheet-source faint">Read from {sheet.source}</p>
    </div>
  );
}
