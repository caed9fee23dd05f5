import { describe, expect, it } from 'vitest';
import { emptyCatalog, fillCatalog } from '@/lib/domain/catalog';
import { formatUses } from '@/lib/feed/format-uses';
import { observed } from '../support/observed';

function catalogOf(...formats: readonly string[]) {
  const catalog = emptyCatalog('r');
  const instances = formats.map((format, index) => observed({ id: `i${index}`, nativeId: `key-${index}`, format }));
  fillCatalog(catalog, instances, '2026-01-01T00:00:00.000Z');
  return catalog;
}

describe('what a registry holds of each format', () => {
  it('is counted from the catalog where the registry does not tell, with its first keys as examples', () => {
    const uses = formatUses(catalogOf('kratos', 'consul', 'kratos', 'kratos', 'kratos'), undefined);
    expect(uses.get('kratos')).toMatchObject({ registry: 'r', instances: 4, belonging: 0, rejected: 0 });
    expect(uses.get('kratos')?.examples.map(({ key }) => key)).toEqual(['key-0', 'key-2', 'key-3']);
    expect(uses.get('consul')).toMatchObject({ instances: 1 });
  });

  it('takes keys from the tally and instances from the catalog, as several keys may be one', () => {
    const examples = [{ key: '/a', as: 'instance' as const }];
    const tally = [
      { format: 'traefik', instances: 4, belonging: 2, rejected: 1, examples },
      { format: 'plain', instances: 0, belonging: 0, rejected: 3, examples: [] },
    ];
    const uses = formatUses(catalogOf('traefik'), tally);
    expect(uses.get('traefik')).toEqual({ registry: 'r', instances: 1, belonging: 2, rejected: 1, examples });
    expect(uses.get('plain')).toEqual({ registry: 'r', instances: 0, belonging: 0, rejected: 3, examples: [] });
  });
});
