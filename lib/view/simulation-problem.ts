import { pickable } from '../simulation/pickable';
import { type Tabled, tableProblem } from '../simulation/table-problem';
import { chosenPolicy, churnOf, participants, scenarioOf } from './simulation-plan';
import { policyProblem } from './simulation-policies';
import type { Recording } from './simulation-recording';
import type { Setup } from './simulation-setup';

/** Longer runs would keep a browser for minutes. */
const MOST_WORK = 30_000_000;

/** Why a setup cannot be run, for the person who made it; null where it can. */
export function setupProblem(setup: Setup): string | null {
  if (setup.fleet.length === 0) return 'There is no instance: choose a service or make up a fleet.';
  const taking = participants(setup);
  if (taking.length === 0) return 'No instance takes part: check one of them.';
  if (pickable(taking, setup.panicPercent).length === 0 && setup.events.length === 0)
    return 'Every instance that takes part is critical, and panic is off: nobody would answer.';
  if (setup.seed === '') return 'There is no seed: any word or number will do.';
  const missing = missingFile(setup);
  if (missing !== null) return missing;
  if (setup.policies.length === 0) return 'There is no policy: add one.';
  for (const choice of setup.policies) {
    const problem = policyProblem(choice) ?? tableProblem(chosenPolicy(choice), tabledOf(setup));
    if (problem !== null) return `${problem}.`;
  }
  if (setup.requests * setup.policies.length > MOST_WORK)
    return 'That is more than 30 million requests in all: ask for fewer, or compare fewer policies.';
  return setup.question === 'churn' ? churnProblem(setup) : null;
}

/** What keeps tables in a run: for churn one balancer, of all that are there before or after. */
function tabledOf(setup: Setup): Tabled {
  if (setup.question === 'load') return scenarioOf(setup);
  if (setup.question === 'shares') return { instances: participants(setup), events: [], balancers: 1 };
  const { instances, change } = churnOf(setup);
  return {
    instances: change.kind === 'add' ? [...instances, ...change.instances] : instances,
    events: [],
    balancers: 1,
  };
}

function missingFile({ question, arrivals, trace, keysFrom, keyFile }: Setup): string | null {
  if (question === 'load' && arrivals === 'recorded') {
    const missing = fileProblem(trace, 'times of arrivals, one a line');
    if (missing !== null) return missing;
  }
  return keysFrom === 'recorded' ? fileProblem(keyFile, 'keys, one a line') : null;
}

function fileProblem(recording: Recording<unknown> | null, what: string): string | null {
  if (recording === null) return `There is no file of ${what}: choose one under More settings.`;
  if (recording.values !== null) return null;
  const { name, count } = recording;
  return `This needs the file “${name}” with ${count.toLocaleString('en')} ${what}, which no link holds: choose it under More settings.`;
}

function churnProblem(setup: Setup): string | null {
  const { change, instances } = churnOf(setup);
  if (change.kind === 'add') return null;
  if (change.ids.length === 0) return 'Nobody who takes part leaves: choose who does.';
  return change.ids.length === instances.length ? 'Everybody leaves: keep one at least.' : null;
}
