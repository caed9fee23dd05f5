import { randomInt, timingSafeEqual } from 'node:crypto';

/** Without what is easily mistaken when read from a screen. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** The one-time code with which the first admin is made. It lives in this process alone, and works once. */
export interface FirstAdminCode {
  /** For whoever started the server. */
  readonly code: string;
  /** Whether it is still good. */
  isOpen(): boolean;
  /** Takes the code away if this is it: of two requests at once, one has it. */
  take(given: string): boolean;
  /** Gives it back, where what it was taken for did not come about. */
  giveBack(): void;
}

export function createFirstAdminCode(): FirstAdminCode {
  const code = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');
  let isOpen = true;
  return {
    code,
    isOpen: () => isOpen,
    take(given) {
      const isRight = isOpen && isSame(given.trim().toUpperCase(), code);
      if (isRight) isOpen = false;
      return isRight;
    },
    giveBack() {
      isOpen = true;
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.alloc(Buffer.byteLength(expected));
  const isFitting = Buffer.byteLength(given) === a.byteLength;
  if (isFitting) a.write(given);
  return timingSafeEqual(a, Buffer.from(expected)) && isFitting;
}
