import { z } from 'zod';
import type { Convention } from './convention';

const pairsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** GoFrame `contrib/registry/consul`: metadata as one JSON text beside the version. */
export const goframe: Convention = {
  format: 'goframe',
  read({ Service: { Meta } }) {
    if (Meta?.metadata === undefined || Meta.version === undefined) return null;
    const pairs = pairsOf(Meta.metadata);
    if (!pairs) return null;
    const { metadata: _packed, ...others } = Meta;
    const metadata = {
      ...others,
      ...Object.fromEntries(Object.entries(pairs).map(([key, value]) => [key, `${value}`])),
    };
    return { version: Meta.version || null, metadata };
  },
};

function pairsOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text || '{}');
    return value === null ? {} : (pairsSchema.safeParse(value).data ?? null);
  } catch {
    return null;
  }
}
