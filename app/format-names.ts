import type { FormatNames } from '@/components/formats/format-names';
import { listSheets } from '@/lib/api/formats';
import { runtime } from '@/lib/running';

/** Titles of every format there may be; what is configured does not change while the process lives. */
export function formatNames(): FormatNames {
  const titles: Record<string, Record<string, string>> = {};
  for (const { kind, format, title } of listSheets()) titles[kind] = { ...titles[kind], [format]: title };
  const kinds = Object.fromEntries([...runtime().feed.upstreams()].map(({ registry }) => [registry.id, registry.kind]));
  return { kinds, titles };
}
