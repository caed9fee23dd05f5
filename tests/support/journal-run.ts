import { expect } from 'vitest';
import type { Change } from '@/lib/domain/change';
import type { ApiClient } from './api-client';
import type { EtcdWriter } from './etcd-writer';
import { microKey } from './micro-fleet';

/** How often the version of an instance is written anew a second, over all of them. */
const WRITES_A_SECOND = 200;
export const WRITTEN_SERVICE = 'orders';

/** Writes versions of some instances, one after the other, until the scope ends: instance `n<i>` gets 1, 2, 3 … */
export async function keepWriting(writer: EtcdWriter, instances: number) {
  const lease = writer.lease(600);
  let isOver = false;
  let written = 0;
  const write = (version: number, index: number) => {
    const node = `n${index}`;
    const nodes = [{ id: node, address: `10.0.0.${index + 1}:8080`, metadata: null }];
    const value = JSON.stringify({
      name: WRITTEN_SERVICE,
      version: `${version}`,
      metadata: null,
      endpoints: [],
      nodes,
    });
    return lease.put(microKey(WRITTEN_SERVICE, node)).value(value);
  };
  for (let index = 0; index < instances; index += 1) await write(0, index);
  const running = (async () => {
    const start = performance.now();
    while (!isOver) {
      await write(Math.floor(written / instances) + 1, written % instances);
      written += 1;
      const aheadMs = (written * 1_000) / WRITES_A_SECOND - (performance.now() - start);
      if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
    }
  })();
  const stop = async () => {
    isOver = true;
    await running;
  };
  return { written: () => written, stop, [Symbol.asyncDispose]: stop };
}

/** All changes `GET /changes` answers now, newest first. */
export async function allChanges(api: ApiClient): Promise<Change[]> {
  const all: Change[] = [];
  let cursor: string | null = null;
  do {
    const after = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await api.get(`/api/v1/changes?limit=1000${after}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

/**
 * Expects that nothing is told twice and nothing is missing: every id is another, and of every instance each change goes
 * on from what the one before it told.
 */
export function expectUnbroken(newestFirst: readonly Change[]): void {
  expect(new Set(newestFirst.map(({ id }) => id)).size).toBe(newestFirst.length);
  const versions = new Map<string, string>();
  for (const { instance, kind, fields, afterGap, at } of newestFirst.toReversed()) {
    const version = fields?.find(({ field }) => field === 'version');
    if (kind !== 'updated' || instance === null || !version) continue;
    const before = versions.get(instance);
    if (before !== undefined) expect([instance, at, version.from]).toEqual([instance, at, before]);
    // Only where nobody looked may there have been more in between.
    if (!afterGap) expect(Number(version.to)).toBe(Number(version.from) + 1);
    versions.set(instance, version.to ?? '');
  }
}
