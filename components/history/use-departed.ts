'use client';

import { useQuery } from '@tanstack/react-query';
import type { Change } from '@/lib/domain/change';
import type { DepartedInstance } from '@/lib/domain/history';
import { fetchJson } from '../shell/fetch-json';
import { useCatalog } from '../shell/use-catalog';
import { useThrottled } from '../ui/use-throttled';
import { serviceAddress } from './history-question';

const NONE: readonly DepartedInstance[] = [];
/** The journal holds a change this much later than the stream tells it, in milliseconds, but on a busy machine. */
const SETTLE_MS = 400;
const AGAIN_MS = 60_000;
/** Until the journal tells what the stream told it is asked again so soon, and so often. */
const SOON_MS = 1_000;
const TRIES = 30;

interface HandedDeparted {
  readonly registry: string;
  readonly service: string;
  readonly departed: readonly DepartedInstance[];
}

/** Who left a service lately, newest first; read again when the stream tells that one came or left. */
export function useDeparted(handed: HandedDeparted, isAsked: boolean): readonly DepartedInstance[] {
  const { registry, service, departed } = handed;
  const newest = useCatalog((state) => state.changes.find((change) => isMove(change, registry, service)));
  const settled = useThrottled(newest?.id ?? '', SETTLE_MS);
  const { data } = useQuery({
    queryKey: ['departed', registry, service, settled],
    enabled: isAsked,
    queryFn: ({ signal }) =>
      fetchJson<{ items: readonly DepartedInstance[] }>(`${serviceAddress(registry, service)}/departed`, signal),
    placeholderData: (before) => before ?? { items: departed },
    // They are kept for some hours only.
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      dataUpdateCount >= TRIES || tells(data?.items ?? departed, newest) ? AGAIN_MS : SOON_MS,
  });
  return (isAsked ? data?.items : undefined) ?? NONE;
}

function tells(items: readonly DepartedInstance[], move: Change | undefined): boolean {
  if (!move) return true;
  return items.some(({ instance }) => instance.id === move.instance) === (move.kind === 'deregistered');
}

function isMove(change: Change, registry: string, service: string): boolean {
  return (
    change.registry === registry &&
    change.service === service &&
    (change.kind === 'deregistered' || change.kind === 'registered' || change.kind === 're-registered')
  );
}
