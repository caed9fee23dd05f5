import type { Fate } from '../../../domain/fact-sheet';
import type { Rotation } from '../../../domain/instance';
import type { Refusal } from '../../operations';
import { type Intent, instanceAfter, leaseWords, nothingToDo, type Reader, textOf } from './intent';
import { alone, type ChangeSet, editKey } from './key-change';
import { parkKey } from './park';
import { ruledKey, writeRules } from './rule-change';
import { type LiveKey, liveKeys, type Target } from './target';

interface KeyDrain {
  readonly means: 'edit' | 'park';
  readonly set: ChangeSet;
  readonly key: LiveKey;
}

const UNNAMED = 'its version or group has characters that no configurator can name for all clients';

/**
 * Out of rotation by what its own clients honour: an edit of its value or a rule beside it, and where neither tells them,
 * by putting its key aside.
 * @param seen its rotation as the whole registry shows it: rules that are not its own may have taken it out
 */
export function planDrain(reader: Reader, target: Target, seen: Rotation): Intent | Refusal {
  if (target.instance.rotation === 'out' || seen === 'out') return nothingToDo('it is out of rotation already');
  const { drain } = target.format.sheet;
  if (drain.kind === 'impossible') return { refusal: drain.because };
  const live = liveKeys(target.keys);
  const ruled = live.filter(({ format }) => format.rules).map(ruledKey);
  if (ruled.includes(undefined)) return { refusal: UNNAMED };
  const rules = writeRules(
    target.rules,
    ruled.filter((key) => key !== undefined),
    (own) => ({ rule: own.drain }),
  );
  const drains: KeyDrain[] = [];
  for (const key of live) {
    if (key.format.rules) continue;
    const found = drainKey(reader, target, key);
    if ('refusal' in found) return found;
    drains.push(found);
  }
  const sets = [...rules, ...drains.map(({ set }) => set)];
  const after = instanceAfter(reader, target, sets);
  if (after?.rotation !== 'out') return { refusal: 'its own layout would go on reading it as in rotation' };
  const parked = drains.filter(({ means }) => means === 'park').map(({ key }) => key.live);
  return {
    sets,
    means: `${meansOf(drains, rules.length)}${leaseWords(live.map((key) => key.live))}`,
    fate: fateOf(target, drains),
    warnings: warningsOf(live, drains),
    parked,
  };
}

function drainKey(reader: Reader, target: Target, key: LiveKey): KeyDrain | Refusal {
  const { format, name, live, copy } = key;
  const edited = format.edits?.drain?.edit({ key: name, text: textOf(live), instance: target.instance });
  const set = edited === undefined ? undefined : alone(editKey(live, Buffer.from(edited)));
  if (set && instanceAfter(reader, target, [set])?.rotation === 'out') return { means: 'edit', set, key };
  if (format.edits?.remove) return { refusal: 'its key holds other instances too, and its value could not be edited' };
  return { means: 'park', set: alone(...parkKey(live, copy)), key };
}

function meansOf(drains: readonly KeyDrain[], rules: number): string {
  const words: string[] = [];
  const edit = drains.find(({ means }) => means === 'edit')?.key.format.sheet.drain;
  if (edit?.kind === 'edit') words.push(`edits its value: ${editWords(edit.writes)}`);
  if (rules > 0)
    words.push(
      `writes a configurator with disabled=true beside ${rules === 1 ? 'its interface' : `each of its ${rules} interfaces`}`,
    );
  const parks = drains.filter(({ means }) => means === 'park').length;
  if (parks > 0) words.push(parks === 1 ? 'puts its key aside' : `puts its ${parks} keys aside`);
  return words.join(', and ');
}

/** What is said of other cases is not done here. */
function editWords(writes: string): string {
  return writes.replace(/ (where|;).*$/, '');
}

/** What ends first. */
function fateOf({ format }: Target, drains: readonly KeyDrain[]): Fate {
  const fates = drains.map(({ means, key: { format: own } }) =>
    means === 'edit' ? own.sheet.edit : own.sheet.deletion,
  );
  return fates.find(({ kind }) => kind === 'undone') ?? fates[0] ?? format.sheet.deletion;
}

function warningsOf(live: readonly LiveKey[], drains: readonly KeyDrain[]): readonly string[] {
  const edited = drains.filter(({ means }) => means === 'edit').map(({ key }) => key);
  const ignoredBy = edited.map(({ format }) => format.edits?.drain?.ignoredBy).find((words) => words !== undefined);
  const isLeaseless = live.some((key) => !edited.includes(key) && key.live.lease === '0');
  return [
    ...(ignoredBy !== undefined ? [ignoredBy] : []),
    ...(isLeaseless ? ['it hangs on no lease: what is written stays when its program dies'] : []),
  ];
}
