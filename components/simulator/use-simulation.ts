'use client';

import { useCallback, useRef, useState } from 'react';
import type { PolicyAnswer } from '@/lib/view/simulation-answer';
import type { Setup } from '@/lib/view/simulation-setup';
import { setupQuery } from '@/lib/view/simulation-url';
import { useWorker, type WorkState } from './use-worker';
import type { WorkerSaid } from './worker-messages';

/** The answers of a run that came to its end, and what they are the answers to. */
export interface Results {
  readonly setup: Setup;
  readonly query: string;
  /** In the order of its policies. */
  readonly answers: readonly PolicyAnswer[];
}

export interface Simulation {
  readonly work: WorkState;
  readonly results: Results | null;
  /** What runs, or ran last, as a query; null before the first. */
  readonly asked: string | null;
  readonly run: (setup: Setup) => void;
  readonly cancel: () => void;
}

/** Runs setups in a worker. Until a run is complete the results are those of the one before. */
export function useSimulation(): Simulation {
  const running = useRef<{ setup: Setup; answers: PolicyAnswer[] } | null>(null);
  const [results, setResults] = useState<Results | null>(null);
  const [asked, setAsked] = useState<string | null>(null);

  const onSaid = useCallback((said: WorkerSaid) => {
    if (!running.current) return;
    const { setup, answers } = running.current;
    if (said.kind === 'answer') answers.push(said.answer);
    else if (said.kind === 'done') setResults({ setup, query: setupQuery(setup), answers });
  }, []);
  const { work, ask, cancel } = useWorker(onSaid);

  const run = useCallback(
    (setup: Setup) => {
      running.current = { setup, answers: [] };
      setAsked(setupQuery(setup));
      ask({ kind: 'run', setup });
    },
    [ask],
  );

  return { work, results, asked, run, cancel };
}
