import { ABSENT } from './timeline-state';
import type { Stays } from './timeline-stays';

/** How a service stood, as its stays: the worst health in rotation; `out` while all are out, away while there is none. */
export function worstStays(instances: Iterable<Stays>): Stays {
  const turns = turnsOf(instances);
  const counts = new Int32Array(ABSENT);
  const stays: number[] = [];
  let since = 0;
  let state = ABSENT;
  for (const [index, { ms, place, by }] of turns.entries()) {
    counts[place] = (counts[place] ?? 0) + by;
    // All that happens at once is one turn.
    if (turns[index + 1]?.ms === ms) continue;
    const worst = counts.findIndex((count) => count > 0);
    const next = worst === -1 ? ABSENT : worst;
    if (next === state) continue;
    if (state !== ABSENT) stays.push(since, ms, state);
    since = ms;
    state = next;
  }
  return stays;
}

/** Where an instance enters a state or leaves it, in order. */
export interface Turn {
  readonly ms: number;
  readonly place: number;
  readonly by: 1 | -1;
}

export function turnsOf(instances: Iterable<Stays>): Turn[] {
  const turns: Turn[] = [];
  for (const stays of instances) {
    for (let at = 0; at + 2 < stays.length; at += 3) {
      const [from = 0, to = 0, place = 0] = [stays[at], stays[at + 1], stays[at + 2]];
      turns.push({ ms: from, place, by: 1 }, { ms: to, place, by: -1 });
    }
  }
  return turns.sort((a, b) => a.ms - b.ms);
}
