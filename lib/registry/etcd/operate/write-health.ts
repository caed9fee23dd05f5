import type { Refusal } from '../../operations';
import { type Intent, instanceAfter, leaseWords, nothingToDo, type Reader, textOf } from './intent';
import { alone, type ChangeSet, editKey } from './key-change';
import { liveKeys, type Target } from './target';

/** Says in its own value, on its own lease, that it is critical: only where its clients go by that. */
export function planHealth(reader: Reader, target: Target): Intent | Refusal {
  const { instance, format, keys } = target;
  const { sheet, edits } = format;
  if (!edits?.fail) return { refusal: `clients of ${sheet.title} go by no health that could be written` };
  const live = liveKeys(keys);
  if (live.length === 0) return { refusal: 'it is put aside: there is no value to write' };
  if (instance.rotation === 'out') return { refusal: 'it is out of rotation, which the same field says' };
  if (instance.health === 'critical') return nothingToDo('its value says already that it is critical');
  const sets: ChangeSet[] = [];
  for (const { name, live: kv } of live) {
    const edited = edits.fail.edit({ key: name, text: textOf(kv), instance });
    if (edited === undefined) return { refusal: 'there is no place for a health in what is registered' };
    sets.push(alone(editKey(kv, Buffer.from(edited))));
  }
  if (instanceAfter(reader, target, sets)?.health !== 'critical') {
    return { refusal: 'its own layout would go on reading it as it is' };
  }
  return {
    sets,
    means: `edits its value: ${edits.fail.writes}${leaseWords(live.map((key) => key.live))}`,
    fate: sheet.edit,
    warnings: [],
    parked: [],
  };
}
