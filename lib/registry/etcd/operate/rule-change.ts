import { isUtf8 } from 'node:buffer';
import type { RuleKeys } from '../formats/edits';
import type { KeyValue } from '../wire';
import { type ChangeSet, deleteKey, putBack, stateOf } from './key-change';
import type { LiveKey } from './target';

/** A key whose clients go by rules beside it. */
interface RuledKey {
  readonly live: KeyValue;
  readonly rules: RuleKeys;
}

interface WantedRule {
  readonly rule: string;
  /** Whether another one is superseded by it. */
  readonly replaces?: (rule: string) => boolean;
}

/** Undefined where no rule can be written for it. */
export function ruledKey({ format, name, live }: LiveKey): RuledKey | undefined {
  // What is written for a key that is no text would be another key.
  const rules = isUtf8(live.key) ? format.rules?.(name) : undefined;
  return rules && { live, rules };
}

/**
 * One rule for all keys that it speaks of, while they are as they were read: after a restart there may be two for some
 * time. It hangs on the lease of the newest, which goes last.
 * @param there what stands beside the keys now
 */
export function writeRules(
  there: readonly KeyValue[],
  keys: readonly RuledKey[],
  wanted: (rules: RuleKeys) => WantedRule,
): readonly ChangeSet[] {
  return [...Map.groupBy(keys, ({ rules }) => wanted(rules).rule)].map(([rule, about]) => {
    const newest = about.reduce((a, b) => (Number(b.live.create_revision) > Number(a.live.create_revision) ? b : a));
    const { replaces } = wanted(newest.rules);
    const old = there.filter(({ key }) => key.toString() !== rule && replaces?.(key.toString())).map(deleteKey);
    const isThere = there.some(({ key }) => key.toString() === rule);
    const put = putBack({ ...newest.live, key: Buffer.from(rule), value: Buffer.alloc(0) });
    const guards = about.map(({ live }) => ({
      key: live.key.toString('base64'),
      modRevision: stateOf(live).modRevision,
    }));
    return { changes: isThere ? old : [...old, put], guards };
  });
}
