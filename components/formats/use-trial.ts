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

/** As large as etcd takes a value, in bytes; the server refuses larger ones too. */
const VALUE_BYTES = 1.5 * 1024 * 1024;

/** Asks what a key and value would be read as. */
export function useTrial() {
  return useMutation({
    mutationFn: async (trial: Trial) => {
      const { size } = new Blob([trial.value]);
      if (size > VALUE_BYTES) {
        const megabytes = Math.max(1.6, size / 1024 / 1024).toFixed(1);
        throw new Error(`The value is ${megabytes} MB; etcd takes at most 1.5 MB.`);
      }
      return postJson<TriedValue>('/api/v1/formats/decode', trial);
    },
  });
}
