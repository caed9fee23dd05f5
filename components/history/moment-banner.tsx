'use client';

import { type ReactNode, useEffect } from 'react';
import type { Moment } from '@/lib/domain/history';
import { formatTime } from '../ui/age';
import { Icon } from '../ui/icon';
import { Since } from '../ui/since';
import { secondNear } from './time-words';
import { useAddressTime } from './use-address-time';

/** How well the past that is shown is known; undefined while it is being read. */
export type Moments = readonly Moment[] | undefined;

/** Says that the page shows the past, how well that is known, and leads back. Nothing where it shows what is. */
export function MomentBanner({ moments }: { moments: Moments }): ReactNode {
  const { moment, travel } = useAddressTime();

  useEffect(() => {
    if (moment === null) return;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented || isTaken(event.target)) return;
      event.preventDefault();
      travel(null);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [moment, travel]);

  if (moment === null) return null;
  const unseen = moments?.filter(({ observed }) => !observed) ?? [];
  return (
    <section className="moment-banner" aria-label="The past">
      <div>
        <Icon name="changes" small />
        <span role="status">
          You see <b title={formatTime(moment)}>{secondNear(moment, new Date().toISOString())} UTC</b>,{' '}
          <Since at={moment} suffix=" ago" />
        </span>
        <button type="button" className="link" onClick={() => travel(null)}>
          Back to live
        </button>
        <kbd className="kbd wide">Esc</kbd>
      </div>
      {unseen.length > 0 && (
        <ul>
          {unseen.map(({ registry, asOf }) => (
            <li key={registry}>
              <Icon name="gap" small />
              <span>
                <b>{registry}</b> was not observed then;{' '}
                {asOf === null
                  ? 'nothing is known of that time'
                  : `what is shown was last known at ${formatTime(asOf)}`}
                .
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Where Escape means something else. */
function isTaken(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [popover]') !== null;
}
