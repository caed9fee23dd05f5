import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import { ByRollcall } from '../actions/by-rollcall';
import { causeWords } from '../changes/cause-words';
import { formatTime } from '../ui/age';
import { Banner } from '../ui/banner';
import { Since } from '../ui/since';

interface GoneBannerProps {
  readonly what: 'service' | 'instance';
  /** The removal, where it was observed; null when it is not known. */
  readonly removal: Pick<Change, 'at' | 'cause' | 'afterGap' | 'origin' | 'action'> | null;
  /** Whether the page still shows what was last seen of it. */
  readonly isShown: boolean;
}

/** Says that what the page shows is no longer registered: since when, and why. */
export function GoneBanner({ what, removal, isShown }: GoneBannerProps): ReactNode {
  return (
    <Banner icon="deregistered">
      <b>{what === 'service' ? 'No instance of this service is registered any more.' : 'This instance is gone.'}</b>{' '}
      {removal && (
        <>
          {what === 'service' ? 'The last one was deregistered' : 'It was deregistered'} at {formatTime(removal.at)} (
          <Since at={removal.at} suffix=" ago" />){removal.cause !== undefined && `: ${causeWords(removal.cause)}`}
          {removal.afterGap && '; noticed after a gap, so it may have been earlier'}. <ByRollcall change={removal} />
        </>
      )}
      {isShown && ' What was last seen stays on the page.'}
    </Banner>
  );
}
