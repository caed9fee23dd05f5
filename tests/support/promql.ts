/** A metric that an expression reads, and the labels it chooses it by. */
export interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
}

const WORDS = new Set(['and', 'or', 'unless', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'bool']);

/** Enough of PromQL for the rules in the repository: whatever is no function, keyword or label is a metric. */
export function selectorsOf(expr: string): Selector[] {
  const bare = expr.replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, ' ').replace(/\[[^\]]*\]/g, ' ');
  const found: Selector[] = [];
  for (const [, metric = '', after = ''] of bare.matchAll(/([a-zA-Z_:][\w:]*)\s*(\{[^}]*\}|\()?/g)) {
    if (after === '(' || WORDS.has(metric)) continue;
    found.push({ metric, labels: [...after.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label) });
  }
  return found;
}

/** The labels that are left of a result. */
export function labelsGroupedBy(expr: string): string[] {
  const lists = [...expr.matchAll(/\bby\s*\(([^)]*)\)/g)];
  return [...new Set(lists.flatMap(([, list = '']) => list.split(',').map((label) => label.trim())))];
}

/** The labels that a legend (`{{label}}`) or a message (`{{ $labels.label }}`) names. */
export function templateLabels(text: string): string[] {
  const named = [...text.matchAll(/\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}/g)];
  return named.map(([, label = '']) => label);
}
