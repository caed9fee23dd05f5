import { Run } from '@/lib/simulation/run';
import { chosenPolicy, scenarioOf } from '@/lib/view/simulation-plan';
import type { Setup } from '@/lib/view/simulation-setup';

/** A request on its way to an instance. `at` is when it was sent, in virtual milliseconds. */
export interface Flight {
  readonly row: number;
  readonly at: number;
}

/** One policy's run as it goes on: what is at each instance, and who is on the way. */
export interface PlayedRun {
  readonly loads: () => readonly { readonly busy: number; readonly waiting: number }[];
  readonly flights: readonly Flight[];
}

export interface Player {
  /** Virtual time, in milliseconds. */
  readonly now: number;
  readonly isOver: boolean;
  readonly runs: readonly PlayedRun[];
  /** Lets every policy's run go on to the same time. A flight is seen for so long. */
  goTo(ms: number, flightMs: number): void;
}

/** More things than these in a frame would keep the page from being drawn. */
const MOST_STEPS = 20_000;
const MOST_PICKS = 1_000_000;

/** Runs every policy of a setup again, on the same requests, at the pace somebody looks on. */
export function playerOf(setup: Setup): Player {
  const scenario = scenarioOf(setup);
  const keep = { picks: Math.min(setup.requests * (1 + setup.retries), MOST_PICKS), columns: 0 };
  const played = setup.policies.map((choice) => {
    const run = new Run(scenario, chosenPolicy(choice), keep);
    return { run, seen: 0, isOver: false, flights: [] as Flight[], loads: () => run.servers };
  });
  let now = 0;

  function goTo(ms: number, flightMs: number): void {
    now = ms;
    for (const one of played) {
      for (let step = 0; step < MOST_STEPS && !one.isOver && one.run.now < ms; step++) {
        one.isOver = !one.run.advance(1);
        const { tally } = one.run;
        for (; one.seen < tally.pickCount; one.seen++)
          one.flights.push({ row: tally.picks[one.seen] ?? -1, at: one.run.now });
      }
      one.flights = one.flights.filter(({ at, row }) => row >= 0 && at + flightMs > ms);
    }
  }

  return {
    get now() {
      return now;
    },
    get isOver() {
      return played.every(({ isOver }) => isOver);
    },
    runs: played,
    goTo,
  };
}
