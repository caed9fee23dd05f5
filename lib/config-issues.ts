import { z } from 'zod';

/** The sorts of values as a person who writes YAML calls them. */
const SORTS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of settings',
  record: 'a map of settings',
};

/**
 * Checks a value of the configuration.
 * @returns the value, or what is wrong: one `path: what was expected` an issue, which never repeats a value
 */
export function checkSetting<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { readonly value: z.output<Schema> } | { readonly issues: readonly string[] } {
  const result = schema.safeParse(value, { error: expectation });
  if (result.success) return { value: result.data };
  return {
    issues: result.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || '(top level)'}: ${message}`,
    ),
  };
}

/** What was expected, for an issue whose schema does not say it itself. */
function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'missing; ' : ''}expected ${SORTS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values.map(String))}`;
    case 'unrecognized_keys':
      return `unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}; expected ${oneOf(namesOf(issue))}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return `expected at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

function tooSmall(issue: Extract<z.core.$ZodRawIssue, { code: 'too_small' }>): string {
  if (issue.origin === 'array') return `expected at least ${issue.minimum} ${issue.minimum === 1 ? 'item' : 'items'}`;
  if (issue.origin === 'string') return 'expected a text that is not empty';
  return `expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
}

function oneOf(names: readonly string[]): string {
  const last = names.at(-1);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : `${last ?? 'nothing'}`;
}

function namesOf({ inst }: z.core.$ZodRawIssue): readonly string[] {
  if (inst instanceof z.ZodObject) return Object.keys(inst.shape);
  return inst instanceof z.ZodRecord && inst.keyType instanceof z.ZodEnum ? inst.keyType.options.map(String) : [];
}
