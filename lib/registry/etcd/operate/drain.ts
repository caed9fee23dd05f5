import type { FactSheet, Fate } from '../../../domain/fact-sheet';
import type { Rotation } from '../../../domain/instance';
import type { Refusal } from '../../operations';
import type { KeyValue } from '../wire';
import { type Intent, instanceAfter, leaseWords, nothingToDo, ON_PURPOSE, type Reader, textOf } from './intent';
import { alone, type ChangeSet, editKey, putBack, stateOf } from './key-change';
import { parkKey } from './park';
import type { Target, TargetKey } from './target';

type Means = 'edit' | 'rule' | 'park';

interface KeyDrain {
  readonly means: Means;
  readonly set: ChangeSet;
  readonly sheet: FactSheet;
  readonly live: KeyValue;
}

/**
 * Out of rotation by what its own clients honour: an edit of its value or a rule beside it, and where neither tells them,
 * by putting its key aside.
 * @param seen its rotation as the whole registry shows it: rules that are not its own may have taken it out
 */
export function planDrain(reader: Reader, target: Target, seen: Rotation): Intent | Refusal {
  if (target.instance.rotation === 'out' || seen === 'out') return nothingToDo('it is out of rotation already');
  const { drain } = target.format.sheet;
  if (drain.kind === 'impossible') return { refusal: drain.because };
  const drains: KeyDrain[] = [];
  for (const key of target.keys) {
    if (!key.live) continue;
    const found = drainKey(reader, target, { key, live: key.live });
    if ('refusal' in found) return found;
    drains.push(found);
  }
  const sets = drains.map(({ set }) => set);
  const after = instanceAfter(reader, target, sets);
  if (after?.rotation !== 'out') return { refusal: 'its own layout would go on reading it as in rotation' };
  const parked = drains.filter(({ means }) => means === 'park').map(({ live }) => live);
  return { sets, means: meansOf(drains), fate: fateOf(drains), warnings: warningsOf(target, drains), parked };
}

function drainKey(
  reader: Reader,
  target: Target,
  { key, live }: { readonly key: TargetKey; readonly live: KeyValue },
): KeyDrain | Refusal {
  const { format, name, copy } = key;
  const { sheet } = format;
  if (format.rules) {
    const rules = format.rules(name);
    if (!rules) return { refusal: 'its version or group has characters that no configurator can name for all clients' };
    const there = target.rules.some(({ key: rule }) => rule.toString() === rules.drain);
    const rule = putBack({ ...live, key: Buffer.from(rules.drain), value: Buffer.alloc(0) });
    const guards = [{ key: live.key.toString('base64'), modRevision: stateOf(live).modRevision }];
    return { means: 'rule', set: { changes: there ? [] : [rule], guards }, sheet, live };
  }
  const edited = format.edits?.drain?.edit({ key: name, text: textOf(live), instance: target.instance });
  const set = edited === undefined ? undefined : alone(editKey(live, Buffer.from(edited)));
  if (set && instanceAfter(reader, target, [set])?.rotation === 'out') return { means: 'edit', set, sheet, live };
  if (format.edits?.remove) return { refusal: 'its key holds other instances too, and its value could not be edited' };
  return { means: 'park', set: alone(...parkKey(live, copy)), sheet, live };
}

function meansOf(drains: readonly KeyDrain[]): string {
  const of = (means: Means) => drains.filter((drain) => drain.means === means);
  const words: string[] = [];
  const [edit] = of('edit');
  if (edit?.sheet.drain.kind === 'edit') words.push(`edits its value: ${editWords(edit.sheet.drain.writes)}`);
  const rules = of('rule').length;
  if (rules > 0)
    words.push(
      `writes a configurator with disabled=true beside ${rules === 1 ? 'its interface' : `each of its ${rules} interfaces`}`,
    );
  const parks = of('park').length;
  if (parks > 0) words.push(parks === 1 ? 'puts its key aside' : `puts its ${parks} keys aside`);
  return `${words.join(', and ')}${leaseWords(drains.map(({ live }) => live))}`;
}

/** What is said of other cases is not done here. */
function editWords(writes: string): string {
  return writes.replace(/ (where|;).*$/, '');
}

/** What ends first. */
function fateOf(drains: readonly KeyDrain[]): Fate {
  const fates = drains.map(({ means, sheet }) => (means === 'edit' ? sheet.edit : sheet.deletion));
  return fates.find(({ kind }) => kind === 'undone') ?? fates[0] ?? ON_PURPOSE;
}

function warningsOf({ format }: Target, drains: readonly KeyDrain[]): readonly string[] {
  const ignoredBy = format.edits?.drain?.ignoredBy;
  const isEdited = drains.some(({ means }) => means === 'edit');
  const isLeaseless = drains.some(({ means, live }) => means !== 'edit' && live.lease === '0');
  return [
    ...(isEdited && ignoredBy !== undefined ? [ignoredBy] : []),
    ...(isLeaseless ? ['it hangs on no lease: what is written stays when its program dies'] : []),
  ];
}
