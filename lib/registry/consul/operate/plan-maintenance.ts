import type { Plan, Refusal } from '../../operations';
import { UNTIL_NODE_RESTORED, UNTIL_RESTORED } from '../conventions/agent-facts';
import { consulEsm } from '../conventions/consul-esm';
import { consulK8s } from '../conventions/consul-k8s';
import { sheetOf } from '../conventions/conventions';
import { agentService } from './definition';
import { type Maintained, maintenanceReason } from './maintenance';
import type { OrderOf } from './order';
import { afterwardsOf, plannedWrite } from './request-of';
import { alreadySo, findOwner, type Operator, planWith, type Subject, unreached } from './subject';

/** Out of rotation by maintenance, which only the agent that owns an instance can set. @throws RegistryError */
export async function planDrain(operator: Operator, subject: Subject): Promise<Plan | Refusal> {
  const { found, observed, place, context } = subject;
  if (maintenanceReason(found.entry, 'node') !== null) {
    return alreadySo(subject, 'its whole node is in maintenance already', [
      'It is back in rotation as soon as the maintenance of its node ends.',
    ]);
  }
  if (maintenanceReason(found.entry, 'service') !== null) return alreadySo(subject, 'it is in maintenance already');
  const what = context.isWholeHost ? 'node' : 'service';
  const reason = context.reason ? `Rollcall: ${context.reason}` : 'Rollcall';
  const maintained = await maintaining(operator, subject, { what, from: null, to: reason });
  if ('refusal' in maintained) return maintained;
  const whole = `All that is registered on ${place.node} goes out of rotation, also what Rollcall does not show.`;
  return planWith(subject, {
    ...maintained,
    means:
      what === 'node'
        ? `puts all of ${place.node} in maintenance, on its agent`
        : `puts it in maintenance on the agent of ${place.node}, which owns it`,
    fate: what === 'node' ? UNTIL_NODE_RESTORED : UNTIL_RESTORED,
    warnings: [`What its clients do: ${sheetOf(observed.format).clients}.`, ...(what === 'node' ? [whole] : [])],
  });
}

/** Back in rotation: ends its maintenance, or that of its node where all on it is restored. @throws RegistryError */
export async function planRestore(operator: Operator, subject: Subject): Promise<Plan | Refusal> {
  const { found, observed, place, context } = subject;
  const ofNode = maintenanceReason(found.entry, 'node');
  const ofService = maintenanceReason(found.entry, 'service');
  if (ofNode !== null && (ofService !== null || !context.isWholeHost)) {
    return {
      refusal: `All of ${place.node} is in maintenance, so that this one alone cannot be restored: end that of the node first.`,
    };
  }
  const from = ofNode ?? ofService;
  if (from === null) return notMaintained(subject);
  const what = ofNode === null ? 'service' : 'node';
  const maintained = await maintaining(operator, subject, { what, from, to: null });
  if ('refusal' in maintained) return maintained;
  const whose = what === 'node' ? `the maintenance of all of ${place.node}` : 'its maintenance';
  return planWith(subject, {
    ...maintained,
    means: `ends ${whose}, on the agent of ${observed.node}`,
    fate: { kind: 'sticks', until: 'it is put in maintenance again' },
  });
}

function notMaintained(subject: Subject): Plan | Refusal {
  const { observed } = subject;
  if (observed.rotation === 'in') return alreadySo(subject, 'it is in rotation already');
  const { title, terms } = sheetOf(observed.format);
  return { refusal: `It is not in maintenance: by ${title} its own registration takes it out (${terms.weight}).` };
}

function noAgent(kind: Subject['kind']): string | null {
  const because = { external: consulEsm, kubernetes: consulK8s } as const;
  if (kind === 'unowned') return 'It stands in the catalog alone: it has no agent on which maintenance could be set.';
  if (kind !== 'external' && kind !== 'kubernetes') return null;
  const { drain } = because[kind].sheet;
  return drain.kind === 'impossible' ? `It cannot be done: ${drain.because}.` : null;
}

async function maintaining(
  operator: Operator,
  subject: Subject,
  { what, from, to }: { readonly what: Maintained; readonly from: string | null; readonly to: string | null },
): Promise<Pick<Plan, 'writes' | 'order' | 'undo'> | Refusal> {
  const { at, observed, asking, place, kind } = subject;
  const refusal = noAgent(kind);
  if (refusal !== null) return { refusal };
  const owner = await findOwner(operator, subject);
  if ('because' in owner) return { refusal: unreached(subject, owner) };
  if ((await agentService(owner, place.serviceId, asking)) === null) {
    return { refusal: `The agent on ${place.node} does not have it: it stands in the catalog alone.` };
  }
  const order: OrderOf<'maintain'> = { do: 'maintain', what, ...at, reason: to, revision: observed.revision };
  const undo: OrderOf<'maintain'> = { do: 'maintain', what, ...at, reason: from, ...(to !== null && { from: to }) };
  const afterwards = afterwardsOf(order);
  const writes = [plannedWrite(owner.api, order)];
  if (afterwards) writes.push(plannedWrite(operator.api, order, afterwards));
  return { order, undo, writes };
}
