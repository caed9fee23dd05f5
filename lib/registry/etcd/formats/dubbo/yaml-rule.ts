import { Lexer, parse } from 'yaml';
import { textOf } from '../fields';

/** Rules are written by hand: far below this. */
const LONGEST = 20_000;

/** Reading takes out of all proportion longer for what nests deeper within a line: 500 braces take half a minute. */
const DEEPEST = 8;

/** The configuration as data; undefined where it is none that can be read. */
export function parseRuleYaml(text: string): unknown {
  if (text.length > LONGEST || nestsDeep(text)) return undefined;
  try {
    return parse(text, { logLevel: 'silent', prettyErrors: false, maxAliasCount: 20 });
  } catch {
    return undefined;
  }
}

/** The texts of a list; empty for anything else. */
export function textList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
}

function nestsDeep(text: string): boolean {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    // Explicit keys nest without end and no rule has any.
    if (token === '?') return true;
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return false;
}
