'use client';

import { useMutation } from '@tanstack/react-query';
import type { TriedValue } from '@/lib/domain/tried-value';
import { postJson } from '../shell/fetch-json';

export interface Trial {
  readonly key: string;
  readonly value: string;
  /** Whose rules read it; the default ones where there is none. */
  readonly registry: string | undefined;
}

/** Asks what a key and value would be read as. */
export function useTrial() {
  return useMutation({
    mutationFn: (trial: Trial) => postJson<TriedValue>('/api/v1/formats/decode', trial),
  });
}
