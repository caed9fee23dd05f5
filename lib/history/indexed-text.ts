import { hash } from 'node:crypto';
import { storedText } from '../storage/stored-text';

/** PostgreSQL indexes no more than 2,704 bytes a row: this many characters stay below it in any script. */
const LONGEST = 400;
const KEPT = 300;

/** Text of a registry as an indexed column holds it: of what is too long the beginning, told apart by its hash. */
export function indexedText(text: string): string {
  if (text.length <= LONGEST) return storedText(text);
  return `${storedText(text.slice(0, KEPT))}…${hash('sha256', text, 'base64url')}`;
}
