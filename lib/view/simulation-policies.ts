import { OptionError } from '../balancer/option-error';
import { policyOf } from '../balancer/policies';
import type { PolicyOptions } from '../balancer/policy';
import { policyWords } from '../balancer/policy-words';
import { numberFrom } from './number-from';
import { MOST_POLICIES, type PolicyChoice } from './simulation-setup';

/** Policies as text: parted by commas, options that are not the defaults after tildes. */
export function policiesText(choices: readonly PolicyChoice[]): string {
  return choices.map(({ id, options }) => [id, ...changedOptions({ id, options })].join('~')).join(',');
}

/** The policies a text names; what is unknown or no such option is left away. */
export function policiesFrom(text: string): readonly PolicyChoice[] {
  return text
    .split(',')
    .map(choiceFrom)
    .filter((choice) => choice !== null)
    .slice(0, MOST_POLICIES);
}

/** Whether a text names policies alone, with options they have. */
export function isPoliciesText(text: string): boolean {
  return text.split(',').every((part) => {
    const [id = '', ...options] = part.split('~');
    return (
      policyOf(id) !== undefined && options.every((option) => optionFrom(id, ...namedOption(option)) !== undefined)
    );
  });
}

/** An option from text; undefined where it is not one. */
export function optionFrom(id: string, name: string, text: string): number | boolean | string | undefined {
  const policy = policyOf(id);
  if (!policy || !Object.hasOwn(policy.defaults, name)) return;
  switch (typeof policy.defaults[name]) {
    case 'number': {
      const value = numberFrom(text);
      return Number.isFinite(value) ? value : undefined;
    }
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : undefined);
    default:
      return policy.words[name]?.includes(text) ? text : undefined;
  }
}

/** Why the policy's own system would not start with these options; null where it would. */
export function policyProblem({ id, options }: PolicyChoice): string | null {
  try {
    policyOf(id)?.create(options, { random: () => 0, now: () => 0 });
    return null;
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
}

/** What a policy is called in a column's head, and what tells it from another of the same name. */
export function choiceWords(choice: PolicyChoice): { readonly title: string; readonly sub: string } {
  const { title, short } = policyWords(choice.id);
  const changed = Object.entries(ownOptions(choice.id, choice.options)).map(ownWords);
  return { title, sub: changed.length > 0 ? changed.join(', ') : short };
}

function ownWords([name, value]: [string, PolicyOptions[string]]): string {
  if (typeof value === 'string') return value.replaceAll('-', ' ');
  if (typeof value === 'number') return `${optionWords(name)} ${value.toLocaleString('en')}`;
  return value ? optionWords(name) : `not ${optionWords(name)}`;
}

/** `tableSize` as a person reads it. */
export function optionWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The options without those that are the defaults. */
export function ownOptions(id: string, options: PolicyOptions): PolicyOptions {
  const defaults = policyOf(id)?.defaults ?? {};
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => defaults[name] !== value));
}

function changedOptions({ id, options }: PolicyChoice): readonly string[] {
  return Object.entries(ownOptions(id, options)).map(([name, value]) => `${name}:${value}`);
}

function choiceFrom(text: string): PolicyChoice | null {
  const [id = '', ...parts] = text.split('~');
  if (!policyOf(id)) return null;
  const options: Record<string, number | boolean | string> = {};
  for (const part of parts) {
    const [name, text] = namedOption(part);
    const value = optionFrom(id, name, text);
    if (value !== undefined) options[name] = value;
  }
  return { id, options: ownOptions(id, options) };
}

function namedOption(part: string): [name: string, text: string] {
  const at = part.indexOf(':');
  return [part.slice(0, at), part.slice(at + 1)];
}
