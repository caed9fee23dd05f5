'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ActionPreview } from '@/lib/domain/action-preview';
import type { ActionRequest } from '@/lib/domain/action-request';
import { postJson } from '../shell/fetch-json';

/** What the preview depends on: the reason is none of it. */
export type PreviewQuestion = Pick<ActionRequest, 'kind' | 'targets' | 'weight' | 'register'>;

/** What an action would do, asked for again when the question is another; null asks nothing. */
export function usePreview(question: PreviewQuestion | null) {
  return useQuery({
    queryKey: ['action-preview', question],
    enabled: question !== null,
    // It is looked at until somebody looks again: it must not change by itself under the button.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => postJson<ActionPreview>('/api/v1/actions/preview', { ...question }, signal),
  });
}
