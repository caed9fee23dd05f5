import type { TakeStretch } from './timeline-fold';
import { ABSENT, NOT_OBSERVED, STATES } from './timeline-state';

/** What counts as up, and what as down; of the rest nobody can say, or an operator wanted it so. */
const UP: readonly number[] = [STATES.indexOf('passing'), STATES.indexOf('warning')];
const DOWN = STATES.indexOf('critical');
const OUT = STATES.indexOf('out');

/** The part of the time that one instance was up. */
export class Uptime {
  #upMs = 0;
  #criticalMs = 0;
  #awayMs = 0;
  #pendingMs = 0;
  #wasIn = false;

  readonly take: TakeStretch = (fromMs, toMs, state) => {
    const ms = toMs - fromMs;
    if (state === NOT_OBSERVED) return;
    if (state === ABSENT) {
      if (this.#wasIn) this.#pendingMs += ms;
      return;
    }
    this.#awayMs += this.#pendingMs;
    this.#pendingMs = 0;
    this.#wasIn = state !== OUT;
    if (UP.includes(state)) this.#upMs += ms;
    else if (state === DOWN) this.#criticalMs += ms;
  };

  /**
   * From 0 to 1, floored to `digits` decimals: 1 only if it was never down. Only time that says something counts:
   * passing and warning are up; critical is down, and so is an absence it came back from, unless an operator had it out
   * before. Null where nothing of that was observed.
   */
  share(digits: number): number | null {
    const countedMs = this.#upMs + this.#criticalMs;
    return countedMs === 0 ? null : flooredShare(this.#upMs, countedMs + this.#awayMs, digits);
  }
}

/** In whole numbers: 0.29 × 100 is less than 29 in floating point. */
function flooredShare(part: number, whole: number, digits: number): number {
  const scale = 10 ** digits;
  return Number((BigInt(part) * BigInt(scale)) / BigInt(whole)) / scale;
}
