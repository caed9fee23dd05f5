import { parentPort, workerData } from 'node:worker_threads';
import { simulationAnswer } from './simulation-answer';
import type { SimulationTask } from './simulation-job';

// One task. Out: the answer, or those of several, as bytes of JSON, or why there is none. Whoever does not want it any more ends the thread.
export type SimulationMessage = { readonly answer: Uint8Array } | { readonly overload: string };

function message(task: SimulationTask): SimulationMessage {
  try {
    const answer = 'jobs' in task ? task.jobs.map(simulationAnswer) : simulationAnswer(task);
    return { answer: new TextEncoder().encode(JSON.stringify(answer)) };
  } catch (error) {
    if (error instanceof Error && error.name === 'OverloadError') return { overload: error.message };
    // No array, set or buffer is as large as that.
    if (error instanceof RangeError) return { overload: 'A table of the policy is larger than fits into memory.' };
    throw error;
  }
}

const told = message(workerData as SimulationTask);
parentPort?.postMessage(told, 'answer' in told ? [told.answer.buffer as ArrayBuffer] : []);
