'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkerAsked, WorkerSaid } from './worker-messages';

/** Where the work of a worker stands. */
export type WorkState =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly done: number }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly message: string };

export interface Work {
  readonly work: WorkState;
  /** Ends what was asked before. */
  readonly ask: (asked: WorkerAsked) => void;
  readonly cancel: () => void;
}

/** A worker for simulations, made when it is first asked. `onSaid` must keep its identity. */
export function useWorker(onSaid: (said: WorkerSaid) => void): Work {
  const worker = useRef<Worker | null>(null);
  const [work, setWork] = useState<WorkState>({ state: 'idle' });

  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  const ask = useCallback(
    (asked: WorkerAsked) => {
      end();
      setWork({ state: 'working', done: 0 });
      try {
        const made = new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module' });
        worker.current = made;
        let isLoaded = false;
        made.onmessage = ({ data }: MessageEvent<WorkerSaid>) => {
          if (worker.current !== made) return;
          isLoaded = true;
          if (data.kind === 'progress') setWork({ state: 'working', done: data.done });
          else if (data.kind === 'done') setWork({ state: 'idle' });
          else if (data.kind === 'failed') setWork({ state: 'failed', message: data.message });
          onSaid(data);
        };
        made.onerror = ({ message }) => {
          if (worker.current !== made) return;
          setWork({ state: 'failed', message: isLoaded ? message : 'The engine could not be loaded. Is Rollcall up?' });
        };
        made.postMessage(asked);
      } catch (error) {
        setWork({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    },
    [end, onSaid],
  );

  const cancel = useCallback(() => {
    end();
    setWork({ state: 'cancelled' });
  }, [end]);

  return { work, ask, cancel };
}
