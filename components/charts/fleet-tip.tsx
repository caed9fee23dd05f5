import type { ReactNode } from 'react';
import type { FleetBucket, RegistryGap } from '@/lib/domain/history';
import { stretchWords } from '../history/time-words';
import { Icon } from '../ui/icon';
import { fleetParts, unseenWords } from './fleet-words';

interface FleetTipProps {
  readonly bucket: FleetBucket;
  readonly gaps: readonly RegistryGap[];
  /** ISO 8601: the day that needs no name. */
  readonly near: string;
}

/** What one bar stands for. */
export function FleetTip({ bucket, gaps, near }: FleetTipProps): ReactNode {
  const unseen = unseenWords(bucket);
  const unseenOf = gaps.filter(({ from, to }) => from < bucket.to && to > bucket.from).map(({ registry }) => registry);
  return (
    <>
      <b>{stretchWords(bucket.from, bucket.to, near)} UTC</b>
      {fleetParts(bucket).map(({ state, words }) => (
        <span key={state} className={`st ${state}`}>
          <Icon name={state} small />
          <span>{words}</span>
        </span>
      ))}
      {unseen !== null && (
        <span className="st unknown">
          <Icon name="gap" small />
          <span>
            {unseenOf.length > 0 && `${[...new Set(unseenOf)].join(', ')}: `}
            {unseen}
          </span>
        </span>
      )}
    </>
  );
}
