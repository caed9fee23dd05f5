import { Worker } from 'node:worker_threads';
import type { SimulationTask } from './simulation-job';
import { SimulatorError } from './simulator-error';
import type { SimulationMessage } from './simulator-worker';

/** A simulation that is under way. */
export interface SimulationThread {
  /** Bytes of JSON. @throws SimulatorError */
  readonly answer: Promise<Uint8Array>;
  /** Ends it, wherever it is; resolves when it is gone. */
  stop(): Promise<void>;
}

/** What a thread may hold of objects; a ring of eight million points needs more. */
const MOST_MEGABYTES = 512;

/** Starts a thread of its own. */
export function startSimulationThread(task: SimulationTask): SimulationThread {
  const worker = new Worker(new URL('./simulator-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const answer = new Promise<Uint8Array>((resolve, reject) => {
    worker.on('message', (message: SimulationMessage) => {
      if ('answer' in message) resolve(message.answer);
      else reject(new SimulatorError('simulation-too-large', message.overload));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isTooLarge = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const detail = `The simulation needs more than the ${MOST_MEGABYTES} MiB of memory that one may have.`;
      reject(isTooLarge ? new SimulatorError('simulation-too-large', detail) : error);
    });
    worker.on('exit', () => reject(new Error('the simulation was ended')));
  });
  return {
    answer,
    async stop() {
      await worker.terminate();
    },
  };
}
