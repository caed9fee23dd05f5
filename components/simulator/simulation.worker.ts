import { SWEPT_LOADS, utilisationSweep } from '@/lib/simulation/utilisation-sweep';
import { chosenPolicy, scenarioOf } from '@/lib/view/simulation-plan';
import { answerOf } from '@/lib/view/simulation-run';
import type { WorkerAsked, WorkerSaid } from './worker-messages';

/** More would only make the page busy with drawing progress. */
const TOLD_EVERY_MS = 50;

let toldAt = 0;

addEventListener('message', ({ data }: MessageEvent<WorkerAsked>) => {
  try {
    work(data);
    say({ kind: 'done' });
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

function work({ kind, setup }: WorkerAsked): void {
  const { policies } = setup;
  for (const [at, choice] of policies.entries()) {
    const tell = (done: number) => tellProgress((at + done) / policies.length);
    if (kind === 'run') say({ kind: 'answer', at, answer: toEnd(answerOf(setup, choice), tell) });
    else {
      const sweep = utilisationSweep(scenarioOf(setup), chosenPolicy(choice), SWEPT_LOADS);
      say({ kind: 'swept', at, points: toEnd(sweep, tell) });
    }
    tell(1);
  }
}

/** Works to the end; who waits no longer ends the worker. */
function toEnd<Answer>(steps: Generator<number, Answer>, tell: (done: number) => void): Answer {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    tell(step.value);
  }
}

function tellProgress(done: number): void {
  const now = performance.now();
  if (now - toldAt < TOLD_EVERY_MS) return;
  toldAt = now;
  say({ kind: 'progress', done });
}

function say(message: WorkerSaid): void {
  postMessage(message);
}
