import { storedText } from './stored-text';

/** The pattern of a text that has `word` anywhere, for `like … escape '\'`. */
export function likePattern(word: string): string {
  return `%${storedText(word).replace(/[\\%_]/g, '\\$&')}%`;
}
