import { numberFrom } from './number-from';
import type { Setup, SetupNumbers } from './simulation-setup';
import { isWithin, NUMBER_NAMES, setupFrom } from './simulation-url';

/** Lists, and how many of each were understood. */
const LISTS: readonly (readonly [name: string, understood: (setup: Setup) => number])[] = [
  ['policies', ({ policies }) => policies.length],
  ['fleet', ({ fleet }) => fleet.length],
  // What happens to nobody is kept for when there are more, and said.
  ['events', ({ events, fleet }) => events.filter(({ place }) => place < fleet.length).length],
];
const WORDS: readonly (readonly [name: string, read: (setup: Setup) => string])[] = [
  ['question', ({ question }) => question],
  ['time', ({ serviceTime }) => serviceTime],
  ['arrivals', ({ arrivals }) => arrivals],
  ['keys-from', ({ keysFrom }) => keysFrom],
];

/** The parameters of a link that mean nothing here, or not all they say; what is usual stands instead. */
export function unreadParts(params: URLSearchParams): readonly string[] {
  const setup = setupFrom(params);
  const numbers = Object.entries(NUMBER_NAMES) as [keyof SetupNumbers, string][];
  return [
    ...numbers.flatMap(([name, key]) => (params.has(key) && !isWithin(name, numberOf(params, key)) ? key : [])),
    ...WORDS.flatMap(([name, read]) => (params.has(name) && params.get(name) !== read(setup) ? name : [])),
    ...LISTS.flatMap(([name, understood]) => (saidIn(params, name) > understood(setup) ? name : [])),
  ];
}

function numberOf(params: URLSearchParams, key: string): number {
  return numberFrom(params.get(key) ?? '');
}

function saidIn(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? '';
  return text === '' ? 0 : text.split(',').length;
}
