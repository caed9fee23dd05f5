'use client';

import type { ReactNode } from 'react';
import { Section } from '../ui/section';
import { uptimeWords } from './bucket-words';
import { HistoryStrip } from './history-strip';
import { HistoryTrouble } from './history-trouble';
import { rangeWords } from './ranges';
import { SpanList } from './span-list';
import { useAddressTime } from './use-address-time';
import { useInstanceHistory } from './use-instance-history';

interface InstanceHistorySectionProps {
  readonly owner: { readonly registry: string; readonly id: string };
  readonly address: string;
  /** Another text whenever the history may have changed. */
  readonly version: string;
}

/** The bar of one instance and every stretch of it. */
export function InstanceHistorySection({ owner, address, version }: InstanceHistorySectionProps): ReactNode {
  const time = useAddressTime();
  const { data, error, refetch } = useInstanceHistory(owner, time, version);
  const uptime = data && uptimeWords(data.uptime);
  const spans = data?.spans.filter(({ state }, index) => index > 0 || state !== 'not-observed') ?? [];
  return (
    <Section title="History">
      <HistoryTrouble problem={error?.message ?? null} onRetry={refetch} />
      <HistoryStrip owner={owner} title={address} time={time} buckets={data?.buckets} />
      {data && (
        <p className="uptime-line">
          {uptime ? (
            <>
              <b>{uptime}</b> uptime over what was observed of {rangeWords(time.range)}
            </>
          ) : (
            <span className="faint">Not observed in {rangeWords(time.range)}</span>
          )}
        </p>
      )}
      {data && spans.length > 0 && (
        <SpanList spans={spans} until={data.buckets.at(-1)?.to ?? ''} isLive={time.moment === null} />
      )}
    </Section>
  );
}
