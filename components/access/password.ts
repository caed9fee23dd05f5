import { PASSWORD_LENGTH } from '@/lib/domain/password';

export const PASSWORD_HINT = `At least ${PASSWORD_LENGTH.min} characters.`;

/** Without what is easily mistaken when read from a screen. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A password for somebody else's first sign-in, from chance of 32 bits a letter: about 99 bits in all. */
export function makePassword(chance: (count: number) => Uint32Array): string {
  const letters = [...chance(GROUPS * GROUP_LENGTH)].map((number) => LETTERS[number % LETTERS.length]);
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

export function browserChance(count: number): Uint32Array {
  return crypto.getRandomValues(new Uint32Array(count));
}

/** What is wrong with a new password; undefined where nothing is. */
export function passwordTrouble(password: string): string | undefined {
  const { min, max } = PASSWORD_LENGTH;
  if (password.length < min) return `At least ${min} characters; these are ${password.length}.`;
  return password.length > max ? `At most ${max} characters.` : undefined;
}
