import { parentPort, workerData } from 'node:worker_threads';
import { simulationAnswer } from './simulation-answer';
import type { SimulationJob } from './simulation-job';

// One simulation. Out: the answer as bytes of JSON, or why there is none. Whoever does not want it any more ends the thread.
export type SimulationMessage = { readonly answer: Uint8Array } | { readonly overload: string };

/** As long as it is, the server has it in memory; ids as long as a page fit, a hundred thousand times. */
const MOST_ANSWER_BYTES = 128 * 1024 * 1024;

function message(job: SimulationJob): SimulationMessage {
  try {
    const answer = new TextEncoder().encode(JSON.stringify(simulationAnswer(job)));
    if (answer.length <= MOST_ANSWER_BYTES) return { answer };
    return {
      overload: `The answer is longer than ${MOST_ANSWER_BYTES / 1024 / 1024} MiB: so many picks of so long ids.`,
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'OverloadError') return { overload: error.message };
    // No array, set, buffer or text is as large as that.
    if (error instanceof RangeError)
      return { overload: 'A table of the policy, or the answer, is larger than fits into memory.' };
    throw error;
  }
}

const told = message(workerData as SimulationJob);
parentPort?.postMessage(told, 'answer' in told ? [told.answer.buffer as ArrayBuffer] : []);
