'use client';

import type { ReactNode } from 'react';
import { MomentContext } from '../ui/moment-context';
import { HistoryTips } from './history-tips';
import { MomentBanner, type Moments } from './moment-banner';
import { useAddressTime } from './use-address-time';

/** Around a page that shows histories and can show the past: says which time it shows, above what scrolls. */
export function HistoryPage({ moments, children }: { moments: Moments; children: ReactNode }): ReactNode {
  const { moment } = useAddressTime();
  return (
    <>
      <MomentBanner moments={moments} />
      <MomentContext value={moment}>
        <HistoryTips>{children}</HistoryTips>
      </MomentContext>
    </>
  );
}
