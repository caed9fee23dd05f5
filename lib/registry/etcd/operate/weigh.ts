import type { Refusal } from '../../operations';
import { type Intent, instanceAfter, leaseWords, nothingToDo, type Reader, textOf } from './intent';
import { alone, type ChangeSet, editKey } from './key-change';
import { ruledKey, writeRules } from './rule-change';
import { type LiveKey, liveKeys, type Target } from './target';

/** A configurator takes any. */
const MOST_BY_RULE = 1_000_000;

/** Another weight, where and as its clients read it. */
export function planWeight(reader: Reader, target: Target, weight: number): Intent | Refusal {
  const { instance, format, keys } = target;
  const { sheet } = format;
  const live = liveKeys(keys);
  if (live.length === 0) return { refusal: 'it is put aside: restore it first' };
  const most = format.rules ? MOST_BY_RULE : format.edits?.weigh?.most;
  if (most === undefined) return { refusal: `${sheet.title} has no weight that could be set: ${sheet.weight.note}` };
  if (!Number.isSafeInteger(weight) || weight < 1 || weight > most) {
    return { refusal: `its weight is a whole number from 1 to ${most}; to take it out of rotation, drain it` };
  }
  if (instance.weight === weight && instance.rotation === 'in') return nothingToDo(`its weight is ${weight} already`);
  const ruled = live.flatMap((key) => ruledKey(key) ?? []);
  const made = [
    ...writeRules(target.rules, ruled, (rules) => ({ rule: rules.weigh(weight), replaces: rules.isWeight })),
    ...live.flatMap((key) => weighKey(target, key, weight) ?? []),
  ];
  if (made.length === 0 || instanceAfter(reader, target, made)?.weight !== weight) {
    return { refusal: `there is no place for a weight in what is registered: ${sheet.weight.note}` };
  }
  const back = instance.rotation === 'out' ? ', which puts it back in rotation' : '';
  return {
    sets: made,
    means: `${format.rules ? 'writes configurators with' : 'edits its'} weight = ${weight}${back}${leaseWords(live.map((key) => key.live))}`,
    fate: sheet.edit.kind === 'impossible' ? sheet.deletion : sheet.edit,
    warnings: [],
    parked: [],
  };
}

function weighKey({ instance }: Target, { format, name, live }: LiveKey, weight: number): ChangeSet | undefined {
  const edited = format.edits?.weigh?.edit({ key: name, text: textOf(live), instance }, weight);
  return edited === undefined ? undefined : alone(editKey(live, Buffer.from(edited)));
}
