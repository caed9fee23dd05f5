import { parentPort, workerData } from 'node:worker_threads';
import { simulationAnswer } from './simulation-answer';
import type { SimulationTask } from './simulation-job';

// One task. Out: the answer, or those of several, as bytes of JSON, or why there is none. Whoever does not want it any
// more ends the thread.
export type SimulationMessage = { readonly answer: Uint8Array } | { readonly overload: string };

/** As long as it is, the server has it in memory; ids as long as a page fit, a hundred thousand times. */
const MOST_ANSWER_BYTES = 128 * 1024 * 1024;

function message(task: SimulationTask): SimulationMessage {
  try {
    const told = 'jobs' in task ? task.jobs.map(simulationAnswer) : simulationAnswer(task);
    const answer = new TextEncoder().encode(JSON.stringify(told));
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

const told = message(workerData as SimulationTask);
parentPort?.postMessage(told, 'answer' in told ? [told.answer.buffer as ArrayBuffer] : []);
