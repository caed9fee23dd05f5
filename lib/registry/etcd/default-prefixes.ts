import { KNOWN_FORMATS } from './formats/known-formats';

/** Where the known formats keep their instances when nobody configures them otherwise. */
export const DEFAULT_PREFIXES: readonly string[] = [...new Set(KNOWN_FORMATS.flatMap(({ prefixes }) => prefixes))];
