import type { Rotation } from '../../../domain/instance';
import type { PlanConflict, Refusal } from '../../operations';
import type { KeyValue } from '../wire';
import { type Intent, instanceAfter, leaseWords, nothingToDo, ON_PURPOSE, type Reader, textOf } from './intent';
import { alone, type ChangeSet, deleteKey, editKey } from './key-change';
import { unparkKey } from './park';
import { rebased } from './rebased';
import type { StoredOrder } from './stored-order';
import { liveKeys, type Target } from './target';

const CHANGED = 'its value was changed since Rollcall took it out';

/**
 * Back into rotation: what was put aside is put back, and rules that took it out go. What was edited gets its bytes of
 * before (`undo`), unless somebody changed it since; what somebody else edited, what its format says for that.
 * @param seen its rotation as the whole registry shows it
 */
export function planRestore(
  reader: Reader,
  target: Target,
  { seen, undo }: { readonly seen: Rotation; readonly undo: StoredOrder | undefined },
): Intent | Refusal | PlanConflict {
  const { instance, keys } = target;
  const copies = keys.flatMap(({ live, copy }) => (copy && !live ? [copy] : []));
  const rules = drainRules(target);
  if (copies.length + rules.length > 0) {
    const sets = [...copies.map((copy) => alone(...unparkKey(copy))), ...rules.map((rule) => alone(deleteKey(rule)))];
    if (instanceAfter(reader, target, sets)?.rotation === 'out') return refuseOf(target);
    return intentOf(sets, `${wordsOf(copies.length, rules.length)}${leaseWords([...copies, ...rules])}`);
  }
  if (instance.rotation === 'in' && seen === 'in') return nothingToDo('it is in rotation already');
  if (undo) return restoreBytes(target, undo);
  return restoreByFormat(reader, target);
}

function drainRules({ keys, rules }: Target): readonly KeyValue[] {
  const names = new Set(keys.flatMap(({ name, format }) => format.rules?.(name)?.drain ?? []));
  return rules.filter(({ key }) => names.has(key.toString()));
}

function wordsOf(copies: number, rules: number): string {
  const words: string[] = [];
  if (copies > 0) words.push(copies === 1 ? 'puts its key back' : `puts its ${copies} keys back`);
  if (rules > 0)
    words.push(
      rules === 1 ? 'deletes the configurator that disables it' : `deletes the ${rules} configurators that disable it`,
    );
  return words.join(', and ');
}

/** To the byte, on the lease it hangs on now. */
function restoreBytes({ keys, format }: Target, undo: StoredOrder): Intent | PlanConflict {
  const find = (key: string) => keys.find(({ live }) => live?.key.toString('base64') === key)?.live;
  if (undo.kind === 'rebase') {
    const live = find(undo.key);
    const [from, to] = [undo.from, undo.to ?? ''].map((text) => Buffer.from(text, 'base64').toString());
    const { rebase } = format.edits ?? {};
    const edited = live && rebase && rebased(rebase, textOf(live), { from: from ?? '', to: to ?? '' });
    if (!live || edited === undefined) return { conflict: CHANGED };
    return intentOf(
      [alone(editKey(live, Buffer.from(edited)))],
      `takes back the edit of its value${leaseWords([live])}`,
    );
  }
  const changes = undo.kind === 'change' ? undo.sets.flatMap((set) => set.changes) : [];
  const edits = changes.map(({ key, before, after }) => {
    const live = find(key);
    if (!live || !before || live.value.toString('base64') !== after?.value) return undefined;
    return { live, change: editKey(live, Buffer.from(before.value, 'base64')) };
  });
  const fitting = edits.filter((edit) => edit !== undefined);
  if (fitting.length === 0 || fitting.length < edits.length) return { conflict: CHANGED };
  const leases = leaseWords(fitting.map(({ live }) => live));
  return intentOf([alone(...fitting.map(({ change }) => change))], `writes its value of before, to the byte${leases}`);
}

function restoreByFormat(reader: Reader, target: Target): Intent | Refusal {
  for (const { name, live, format } of liveKeys(target.keys)) {
    const restore = format.edits?.restore;
    const edited = restore?.edit({ key: name, text: textOf(live), instance: target.instance });
    if (!restore || edited === undefined) continue;
    const sets = [alone(editKey(live, Buffer.from(edited)))];
    if (instanceAfter(reader, target, sets)?.rotation === 'out') continue;
    return intentOf(sets, `edits its value: ${restore.writes}${leaseWords([live])}`);
  }
  return refuseOf(target);
}

function refuseOf({ instance, format }: Target): Refusal {
  const told = instance.metadata['dubbo.out'];
  if (told !== undefined) return { refusal: `it was taken out elsewhere, and has to be put back there: ${told}` };
  const byWeight = format.edits?.weigh && instance.weight !== null && instance.weight <= 0;
  return byWeight
    ? { refusal: 'somebody else took it out by its weight, and which it had is not known: set one instead' }
    : { refusal: 'somebody else took it out, and what they wrote over is not known' };
}

function intentOf(sets: readonly ChangeSet[], means: string): Intent {
  return { sets, means, fate: ON_PURPOSE, warnings: [], parked: [] };
}
