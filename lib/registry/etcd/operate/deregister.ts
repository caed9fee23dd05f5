import type { Refusal } from '../../operations';
import type { KeyValue } from '../wire';
import { type Intent, instanceAfter, keyText, type Reader, textOf } from './intent';
import { alone, type ChangeSet, deleteKey, editKey } from './key-change';
import { keyValuesOf, type Target } from './target';

/** Deletes all its keys, put aside or not, and the rules that speak of it alone; out of a shared value it is cut. */
export function planDeregistration(reader: Reader, target: Target): Intent | Refusal {
  const { sheet } = target.format;
  const found = setsOf(target);
  if ('refusal' in found) return found;
  if (instanceAfter(reader, target, found.sets)) return { refusal: 'its own layout would go on reading it as there' };
  const isGone = sheet.deletion.kind === 'sticks';
  return {
    ...found,
    fate: sheet.deletion,
    warnings: isGone && sheet.drain.kind === 'impossible' ? [sheet.drain.because] : [],
    parked: [],
  };
}

function setsOf(target: Target): { readonly sets: readonly ChangeSet[]; readonly means: string } | Refusal {
  const remove = target.keys.map(({ format }) => format.edits?.remove).find((edit) => edit !== undefined);
  const kvs = keyValuesOf(target.keys);
  if (!remove) {
    const rules = ownRules(target);
    return { sets: [...kvs, ...rules].map((kv) => alone(deleteKey(kv))), means: meansOf(kvs.length, rules.length) };
  }
  const sets: ChangeSet[] = [];
  for (const kv of kvs) {
    const edited = remove({ key: keyText(kv), text: textOf(kv), instance: target.instance });
    if (edited === undefined)
      return { refusal: 'its key holds other instances too, and its value could not be edited' };
    sets.push(alone(editKey(kv, Buffer.from(edited))));
  }
  return { sets, means: 'takes it out of the value of its key, which other instances share' };
}

function ownRules({ keys, rules }: Target): readonly KeyValue[] {
  const made = keys.flatMap(({ name, format }) => format.rules?.(name) ?? []);
  return rules.filter(({ key }) => made.some((rule) => rule.drain === key.toString() || rule.isWeight(key.toString())));
}

function meansOf(keys: number, rules: number): string {
  const own = keys === 1 ? 'deletes its key' : `deletes its ${keys} keys`;
  return rules === 0 ? own : `${own} and ${rules === 1 ? 'the configurator' : `the ${rules} configurators`} beside`;
}
