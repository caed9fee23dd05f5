import type { PlannedWrite } from '../../../domain/action-preview';
import type { FactSheet, Fate } from '../../../domain/fact-sheet';
import type { Instance } from '../../../domain/instance';
import type { Plan, PlanConflict, PlanContext, Refusal, Wish } from '../../operations';
import type { Edits } from '../formats/edits';
import { textOfBytes } from '../key-text';
import type { KeyValue } from '../wire';
import { planDeregistration } from './deregister';
import { planDrain } from './drain';
import { type Intent, textOf } from './intent';
import { isExpected } from './is-expected';
import type { ChangeSet, KeyState } from './key-change';
import { planRestore } from './restore';
import { type RebaseOrder, readOrder, type StoredOrder, toOrder } from './stored-order';
import { readTarget, type Target, type TargetContext } from './target';
import { planWeight } from './weigh';
import { planHealth } from './write-health';

/** With a lease of 30 s, as those that write a value again and again have it, they do so sooner. */
const AT_A_HEARTBEAT: Fate = { kind: 'undone', withinSeconds: 30 };

/** A framework may write for longer than anybody watches. */
const LONGEST_WINDOW = 50;

/** What a wish would write, from a fresh reading of all keys of the instance. @throws RegistryError */
export async function planWish(
  context: TargetContext,
  { instance, wish, given }: { readonly instance: Instance; readonly wish: Wish; readonly given: PlanContext },
  signal: AbortSignal,
): Promise<Plan | Refusal | PlanConflict> {
  const target = await readTarget(context, instance, signal);
  if ('conflict' in target) return target;
  if (!(await isExpected(context, target, { expected: given.expected, signal }))) {
    return { conflict: 'somebody else changed it since it was shown' };
  }
  const undo = given.undo && readOrder(given.undo);
  // Of the same revision, only rules that are not its own can make it another rotation than its keys say.
  const isSame = instance.revision === target.instance.revision;
  const seen = isSame ? instance.rotation : target.instance.rotation;
  const intent = intentOf(context, target, { wish, seen, undo });
  return 'sets' in intent ? planOf(target, intent, { wish, shown: given.expected }) : intent;
}

function intentOf(
  context: TargetContext,
  target: Target,
  { wish, seen, undo }: { wish: Wish; seen: Instance['rotation']; undo: StoredOrder | undefined },
): Intent | Refusal | PlanConflict {
  switch (wish.kind) {
    case 'drain':
      return planDrain(context, target, seen);
    case 'restore':
      return planRestore(context, target, { seen, undo });
    case 'deregister':
      return planDeregistration(context, target);
    case 'set-weight':
      return planWeight(context, target, wish.weight);
    case 'write-health':
      return planHealth(context, target);
  }
}

function planOf(
  { instance, format, keys }: Target,
  intent: Intent,
  { wish, shown }: { wish: Wish; shown: string | undefined },
): Plan {
  const { sets, means, warnings, parked } = intent;
  // What is restored is what the program says of itself.
  const isOverruled = sets.length > 0 && wish.kind !== 'restore';
  const isRewritten = isOverruled && keys.some(({ live }) => live && format.edits?.isRewritten?.(textOf(live)));
  const fate = isRewritten ? AT_A_HEARTBEAT : intent.fate;
  const { order, undo } = ordersOf(sets, { name: format.name, edits: format.edits, live: keys[0]?.live });
  const copies = parked.map(({ key, value }) => ({ key: key.toString('base64'), value: value.toString('base64') }));
  return {
    // Where it counts as what was shown, it goes by the name it was shown under.
    revision: shown ?? instance.revision,
    means,
    writes: sets.flatMap(({ changes }) => changes.map(plannedWrite)),
    order: order && toOrder(order),
    undo: undo && toOrder(undo),
    onReturn: copies.length > 0 ? toOrder({ kind: 'clear', copies }) : null,
    fate,
    warnings,
    returnWindowSeconds: order ? windowOf(format.sheet, fate, format.edits) : 0,
  };
}

interface Edited {
  readonly name: string;
  readonly edits: Edits | undefined;
  readonly live: KeyValue | undefined;
}

function ordersOf(
  sets: readonly ChangeSet[],
  { name, edits, live }: Edited,
): { readonly order: StoredOrder | null; readonly undo: StoredOrder | null } {
  const [change, ...others] = sets.flatMap(({ changes }) => changes);
  if (!change) return { order: null, undo: null };
  const written = { kind: 'change', sets } as const;
  const isOfLive = others.length === 0 && live !== undefined && change.key === live.key.toString('base64');
  if (!edits?.rebase || !isOfLive || !change.before) {
    return { order: { ...written, isReverse: false }, undo: { ...written, isReverse: true } };
  }
  const [from, to] = [change.before.value, change.after?.value ?? null];
  const order: RebaseOrder = { kind: 'rebase', format: name, key: change.key, from, to };
  return { order, undo: to === null ? { ...written, isReverse: true } : { ...order, from: to, to: from } };
}

function windowOf(sheet: FactSheet, fate: Fate, edits: Edits | undefined): number {
  const own = sheet.returnWindowSeconds ?? 0;
  if (fate.kind === 'undone') return Math.min(LONGEST_WINDOW, Math.max(own, fate.withinSeconds));
  return edits?.rebase ? Math.min(LONGEST_WINDOW, own) : 0;
}

function plannedWrite({ key, before, after }: ChangeSet['changes'][number]): PlannedWrite {
  const name = textOfBytes(Buffer.from(key, 'base64'));
  const lease = after === null || after.lease === '0' ? '' : ` on lease ${after.lease}`;
  return {
    what: after ? `put ${name}${lease}` : `delete ${name}`,
    before: before && valueText(before),
    after: after && valueText(after),
  };
}

function valueText({ value }: KeyState): string {
  return textOfBytes(Buffer.from(value, 'base64'));
}
