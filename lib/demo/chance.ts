import type { Random } from '../domain/clock';

/** A number from `least` up to, not including, `most`. */
export function between(random: Random, least: number, most: number): number {
  return least + (most - least) * random();
}

/** A whole number from `least` to `most`, both included. */
export function wholeBetween(random: Random, least: number, most: number): number {
  return Math.floor(between(random, least, most + 1));
}

/** One of `choices`; undefined when there are none. */
export function pick<T>(random: Random, choices: readonly T[]): T | undefined {
  return choices[Math.floor(random() * choices.length)];
}

/** Up to `count` of `choices`, in a new order. */
export function pickSome<T>(random: Random, choices: readonly T[], count: number): T[] {
  const left = [...choices];
  const picked: T[] = [];
  while (picked.length < count && left.length > 0) picked.push(...left.splice(Math.floor(random() * left.length), 1));
  return picked;
}
