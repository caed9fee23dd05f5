import { RegistryError } from '../../../domain/errors';
import { textOf } from './intent';
import { readKeyAt } from './read-keys';
import type { Target, TargetContext } from './target';

/**
 * Whether it is what was shown: the revision of the key that stands for it. A value that its program rewrites all the
 * time is compared with what it was at that revision, without what is measured. @throws RegistryError
 */
export async function isExpected(
  { client }: TargetContext,
  { instance, format, keys }: Target,
  { expected, signal }: { readonly expected: string | undefined; readonly signal: AbortSignal },
): Promise<boolean> {
  if (expected === undefined || expected === instance.revision) return true;
  const rebase = format.edits?.rebase;
  const live = keys[0]?.live;
  if (!rebase || !live || !/^[1-9]\d{0,18}$/.test(expected) || Number(expected) > Number(live.mod_revision))
    return false;
  const shown = await readKeyAt(client, { key: live.key, revision: expected }, signal).catch((error: unknown) => {
    if (error instanceof RegistryError && error.code === 'compacted') return undefined;
    throw error;
  });
  if (shown?.mod_revision !== expected) return false;
  return rebase(textOf(live), textOf(shown), textOf(shown)) !== undefined;
}
