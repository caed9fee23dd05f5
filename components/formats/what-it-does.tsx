import Link from 'next/link';
import type { ReactNode } from 'react';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import { Icon } from '../ui/icon';
import { SheetList } from './sheet-list';

interface WhatItDoesProps {
  readonly sheet: FactSheet;
  /** Where more is told of the format; absent there. */
  readonly more?: string;
}

/** "What go-micro does", closed until asked for. */
export function WhatItDoes({ sheet, more }: WhatItDoesProps): ReactNode {
  return (
    <details className="what-it-does">
      <summary>
        <Icon name="right" small />
        What {sheet.title} does
      </summary>
      <SheetList sheet={sheet} />
      {more !== undefined && (
        <Link className="link" href={more} prefetch={false}>
          Where it is in use
        </Link>
      )}
    </details>
  );
}
