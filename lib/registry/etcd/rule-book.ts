import type { Assembly, Placed, Rule } from './formats/assembly';

/** Rules by what they speak of. */
export class RuleBook {
  readonly #topics = new Map<string, Map<string, Placed<unknown>>>();

  put(rule: Rule, placed: Omit<Placed<unknown>, 'data'>): void {
    const topic = topicId(rule.ruleOf, rule.topic);
    const rules = this.#topics.get(topic) ?? new Map<string, Placed<unknown>>();
    this.#topics.set(topic, rules.set(placed.key, { ...placed, data: rule.data }));
  }

  remove(rule: Rule, key: string): void {
    const topic = topicId(rule.ruleOf, rule.topic);
    const rules = this.#topics.get(topic);
    rules?.delete(key);
    if (rules?.size === 0) this.#topics.delete(topic);
  }

  of(assembly: Assembly, topics: Iterable<string>): readonly Placed<unknown>[] {
    return [...topics].flatMap((topic) => [...(this.#topics.get(topicId(assembly, topic))?.values() ?? [])]);
  }

  clear(): void {
    this.#topics.clear();
  }
}

/** A topic or group among those of all assemblies. */
export function topicId(assembly: Assembly, name: string): string {
  return `${assembly.name}\0${name}`;
}
