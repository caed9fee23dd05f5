import Link from 'next/link';
import type { ReactNode } from 'react';
import type { FactSheet } from '@/lib/domain/fact-sheet';
import { Fold } from '../ui/fold';
import { SheetList } from './sheet-list';

interface WhatItDoesProps {
  readonly sheet: FactSheet;
  /** Where more is told of the format; absent there. */
  readonly more?: string;
}

/** "About go-micro", closed until asked for. */
export function WhatItDoes({ sheet, more }: WhatItDoesProps): ReactNode {
  return (
    <Fold summary={`About the format ${sheet.title}`}>
      <SheetList sheet={sheet} />
      {more !== undefined && (
        <Link className="link" href={more} prefetch={false}>
          Where it is in use
        </Link>
      )}
    </Fold>
  );
}
