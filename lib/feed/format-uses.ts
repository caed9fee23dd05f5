import type { Catalog } from '../domain/catalog';
import type { FormatExample, FormatTally } from '../domain/fact-sheet';
import type { FormatUse } from '../domain/recognised-format';

const EXAMPLES = 3;

/** What a registry holds of each format: its instances from the catalog, its keys from the adapter's tally where there is one. */
export function formatUses(
  catalog: Catalog,
  tally: readonly FormatTally[] | undefined,
): ReadonlyMap<string, FormatUse> {
  const counts = new Map<string, number>();
  const examples = new Map<string, FormatExample[]>();
  for (const { format, nativeId } of catalog.instances.values()) {
    counts.set(format, (counts.get(format) ?? 0) + 1);
    const shown = examples.get(format) ?? [];
    if (shown.length < EXAMPLES) examples.set(format, [...shown, { key: nativeId, as: 'instance' }]);
  }
  const tallies = new Map(tally?.map((one) => [one.format, one]));
  const uses = new Map<string, FormatUse>();
  for (const format of new Set([...counts.keys(), ...tallies.keys()])) {
    const counted = tallies.get(format);
    uses.set(format, {
      registry: catalog.registry,
      instances: counts.get(format) ?? 0,
      belonging: counted?.belonging ?? 0,
      rejected: counted?.rejected ?? 0,
      examples: counted?.examples ?? examples.get(format) ?? [],
    });
  }
  return uses;
}
