import type { Refusal } from '../../operations';
import type { KeyValue } from '../wire';
import { type Intent, instanceAfter, leaseWords, nothingToDo, type Reader, textOf } from './intent';
import { alone, type ChangeSet, deleteKey, editKey, putBack, stateOf } from './key-change';
import type { Target, TargetKey } from './target';

/** A configurator takes any. */
const MOST_BY_RULE = 1_000_000;

/** Another weight, where and as its clients read it. */
export function planWeight(reader: Reader, target: Target, weight: number): Intent | Refusal {
  const { instance, format, keys } = target;
  const { sheet } = format;
  const live = keys.flatMap((key) => (key.live ? [{ key, live: key.live }] : []));
  if (live.length === 0) return { refusal: 'it is put aside: restore it first' };
  const most = format.rules ? MOST_BY_RULE : format.edits?.weigh?.most;
  if (most === undefined) return { refusal: `${sheet.title} has no weight that could be set: ${sheet.weight.note}` };
  if (!Number.isSafeInteger(weight) || weight < 1 || weight > most) {
    return { refusal: `its weight is a whole number from 1 to ${most}; to take it out of rotation, drain it` };
  }
  if (instance.weight === weight && instance.rotation === 'in') return nothingToDo(`its weight is ${weight} already`);
  const made = live.flatMap(({ key, live: kv }) => weighKey(target, { key, live: kv }, weight) ?? []);
  if (made.length === 0 || instanceAfter(reader, target, made)?.weight !== weight) {
    return { refusal: `there is no place for a weight in what is registered: ${sheet.weight.note}` };
  }
  const back = instance.rotation === 'out' ? ', which puts it back in rotation' : '';
  return {
    sets: made,
    means: `${format.rules ? 'writes configurators with' : 'edits its'} weight = ${weight}${back}${leaseWords(live.map(({ live: kv }) => kv))}`,
    fate: sheet.edit.kind === 'impossible' ? sheet.deletion : sheet.edit,
    warnings: [],
    parked: [],
  };
}

function weighKey(
  { instance, rules }: Target,
  { key, live }: { readonly key: TargetKey; readonly live: KeyValue },
  weight: number,
): ChangeSet | undefined {
  const { format, name } = key;
  const own = format.rules?.(name);
  if (own) {
    const old = rules.filter(({ key: rule }) => own.isWeight(rule.toString())).map(deleteKey);
    const rule = putBack({ ...live, key: Buffer.from(own.weigh(weight)), value: Buffer.alloc(0) });
    const guards = [{ key: live.key.toString('base64'), modRevision: stateOf(live).modRevision }];
    return { changes: [...old.filter((change) => change.key !== rule.key), rule], guards };
  }
  const edited = format.edits?.weigh?.edit({ key: name, text: textOf(live), instance }, weight);
  return edited === undefined ? undefined : alone(editKey(live, Buffer.from(edited)));
}
