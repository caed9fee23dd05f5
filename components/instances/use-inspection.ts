'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '../shell/fetch-json';
import type { InspectedInstance } from './inspected-instance';

/** The registry's own record of an instance, read again when its revision is another one. */
export function useInspection(handed: InspectedInstance, revision: string, isGone: boolean): InspectedInstance {
  const { registry, id } = handed;
  const { data } = useQuery({
    queryKey: ['instance', registry, id, revision],
    enabled: !isGone,
    ...(revision === handed.revision && { initialData: handed }),
    placeholderData: (before: InspectedInstance | undefined) => before,
    queryFn: ({ signal }) =>
      fetchJson<InspectedInstance>(
        `/api/v1/registries/${encodeURIComponent(registry)}/instances/${encodeURIComponent(id)}`,
        signal,
      ),
  });
  return data ?? handed;
}
