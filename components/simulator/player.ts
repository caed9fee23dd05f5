import { Run } from '@/lib/simulation/run';
import { mostTablePoints } from '@/lib/simulation/table-problem';
import { chosenPolicy, scenarioOf } from '@/lib/view/simulation-plan';
import type { Setup } from '@/lib/view/simulation-setup';

/** A request on its way to an instance. `at` is when it was sent, in virtual milliseconds. */
export interface Flight {
  readonly row: number;
  readonly at: number;
  /** Which of all requests it is. */
  readonly pick: number;
}

/** One policy's run as it goes on: what is at each instance, and who is on the way. */
export interface PlayedRun {
  readonly loads: () => readonly { readonly busy: number; readonly waiting: number }[];
  readonly flights: readonly Flight[];
  /** One request in so many is among the flights: more than a few hundred dots are a blur that takes long to draw. */
  readonly every: number;
}

export interface Player {
  /** Virtual time, in milliseconds: the same for every policy. */
  readonly now: number;
  readonly isOver: boolean;
  readonly runs: readonly PlayedRun[];
  /** Goes on to a time, or as far as it comes within `budgetMs` of ours. */
  goTo(ms: number, pace: { readonly flightMs: number; readonly budgetMs: number }): void;
}

/** So often the budget is looked at on the way to a time. */
const SLICES = 32;
const MOST_FLIGHTS = 300;
const MOST_PICKS = 1_000_000;

/** Runs every policy of a setup again, on the same requests, at the pace somebody looks on. */
export function playerOf(setup: Setup): Player {
  const scenario = scenarioOf(setup);
  const keep = { picks: Math.min(setup.requests * (1 + setup.retries), MOST_PICKS), columns: 0 };
  const runs = setup.policies.map((choice) => new PlayedPolicy(new Run(scenario, chosenPolicy(choice), keep)));
  let now = 0;
  return {
    get now() {
      return now;
    },
    get isOver() {
      return runs.every(({ isOver }) => isOver);
    },
    runs,
    goTo(ms, { flightMs, budgetMs }) {
      const endsAt = performance.now() + budgetMs;
      const from = now;
      for (let slice = 1; slice <= SLICES && (slice === 1 || performance.now() < endsAt); slice++) {
        now = slice === SLICES ? ms : from + ((ms - from) * slice) / SLICES;
        for (const run of runs) run.goTo(now);
      }
      for (const run of runs) run.land(now - flightMs);
    },
  };
}

class PlayedPolicy implements PlayedRun {
  readonly #run: Run;
  #seen = 0;
  isOver = false;
  flights: Flight[] = [];
  every = 1;

  constructor(run: Run) {
    this.#run = run;
  }

  readonly loads = () => this.#run.servers;

  goTo(ms: number): void {
    const { tally } = this.#run;
    while (!this.isOver && this.#run.now < ms) {
      this.isOver = !this.#run.advance(1);
      for (; this.#seen < tally.pickCount; this.#seen++) {
        const row = tally.picks[this.#seen] ?? -1;
        if (row >= 0 && this.#seen % this.every === 0) this.flights.push({ row, at: this.#run.now, pick: this.#seen });
      }
    }
  }

  /** Leaves away who was sent before a time, and some of too many. */
  land(sentBefore: number): void {
    this.flights = this.flights.filter(({ at }) => at > sentBefore);
    if (this.flights.length < MOST_FLIGHTS / 4 && this.every > 1) this.every /= 2;
    while (this.flights.length > MOST_FLIGHTS) {
      this.every *= 2;
      this.flights = this.flights.filter(({ pick }) => pick % this.every === 0);
    }
  }
}

/** How many points the tables of all policies have that playing a setup builds. */
export function tablePoints(setup: Setup): number {
  const scenario = scenarioOf(setup);
  return setup.policies.reduce((sum, choice) => sum + mostTablePoints(chosenPolicy(choice), scenario), 0);
}
