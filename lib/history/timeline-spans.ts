import { isoTime } from '../domain/clock';
import type { Span } from '../domain/history';
import type { TakeStretch } from './timeline-fold';
import { NOT_OBSERVED, STATES, stateAt } from './timeline-state';

/** What a check can have said something about. */
const TROUBLES = STATES.indexOf('passing');

/** Collects the stretches of one subject as the API tells them. */
export class Spans {
  /** Three numbers each: until when, its state and its stay. */
  readonly #stretches: number[] = [];
  readonly #fromMs: number;

  constructor(fromMs: number) {
    this.#fromMs = fromMs;
  }

  readonly take: TakeStretch = (_fromMs, toMs, state, stay) => {
    this.#stretches.push(toMs, state, state === NOT_OBSERVED ? -1 : stay);
  };

  /** The stays that a check can have said something about. */
  decisiveStays(): number[] {
    return [...this.#all()].map(({ state, stay }) => (state < TROUBLES ? stay : -1)).filter((stay) => stay >= 0);
  }

  /** Those that differ from their neighbours. `outputOf` tells what the check said of a stay. */
  spans(outputOf: (stay: number) => string | undefined): Span[] {
    const spans: (Span & { to: string })[] = [];
    let from = isoTime(this.#fromMs);
    for (const { toMs, state, stay } of this.#all()) {
      const output = state < TROUBLES ? outputOf(stay) : undefined;
      const to = isoTime(toMs);
      const last = spans.at(-1);
      if (last && last.state === stateAt(state) && last.output === output) last.to = to;
      else spans.push({ from, to, state: stateAt(state), ...(output !== undefined && { output }) });
      from = to;
    }
    return spans;
  }

  *#all(): Generator<{ toMs: number; state: number; stay: number }> {
    for (let at = 0; at + 2 < this.#stretches.length; at += 3) {
      const [toMs = 0, state = 0, stay = -1] = this.#stretches.slice(at, at + 3);
      yield { toMs, state, stay };
    }
  }
}
