'use client';

import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

/** A mutation that is begun once: what is pressed again before it has ended, and before it was drawn, counts for nothing. */
export function useSingleMutation<Answer, Given>(options: UseMutationOptions<Answer, Error, Given>) {
  const isRunning = useRef(false);
  const mutation = useMutation({
    ...options,
    onSettled: (...settled) => {
      isRunning.current = false;
      return options.onSettled?.(...settled);
    },
  });
  return {
    ...mutation,
    mutate: (...given: Parameters<typeof mutation.mutate>) => {
      if (isRunning.current) return;
      isRunning.current = true;
      mutation.mutate(...given);
    },
  };
}
