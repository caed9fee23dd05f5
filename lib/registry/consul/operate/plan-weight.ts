import type { Plan, Refusal } from '../../operations';
import type { WeightPlace } from '../conventions/convention';
import { sheetOf, weightPlaceOf } from '../conventions/conventions';
import { agentService, type Definition, definitionOf } from './definition';
import type { OrderOf } from './order';
import { plannedWrite } from './request-of';
import { alreadySo, findOwner, type Operator, planWith, type Subject, unreached } from './subject';
import { tokenWarning } from './token-warning';

const WEIGHT_LIMIT = 65_535;

/** Registers it anew at its agent with all that the agent tells of it, and another weight. @throws RegistryError */
export async function planWeight(operator: Operator, subject: Subject, weight: number): Promise<Plan | Refusal> {
  const { observed, place, at, kind, asking } = subject;
  const sheet = sheetOf(observed.format);
  const weightPlace = weightPlaceOf(observed.format);
  const refusal = refuseWeight(weight);
  if (refusal !== null) return { refusal };
  if (weightPlace === 'elsewhere') return { refusal: `${sheet.title}: ${sheet.weight.note}.` };
  if (observed.weight === weight) return alreadySo(subject, `its weight is ${weight} already`);
  if (kind !== 'agent' && kind !== 'failed') {
    return { refusal: 'It stands in the catalog alone: no agent owns it, and whoever wrote it has to set its weight.' };
  }
  const owner = await findOwner(operator, subject);
  if ('because' in owner) return { refusal: unreached(subject, owner) };
  const held = await agentService(owner, place.serviceId, asking);
  if (held === null) return { refusal: `The agent on ${place.node} does not have it: it stands in the catalog alone.` };
  const from = definitionOf(held);
  if (from.because !== undefined) return { refusal: `It cannot be registered anew as it is: ${from.because}.` };
  const to = weighed(from, weight, weightPlace);
  const order: OrderOf<'define'> = { do: 'define', ...at, to, from };
  const undo: OrderOf<'define'> = { do: 'define', ...at, to: from, from: to };
  return planWith(subject, {
    means: `registers it anew at the agent of ${place.node} with nothing changed but its weight; its checks stay`,
    writes: [plannedWrite(owner.api, order)],
    order,
    undo,
    fate: sheet.edit,
    warnings: tokenWarning(operator.options, asking.credential),
  });
}

/** Why Consul takes no such weight; null where it does. */
export function refuseWeight(weight: number): string | null {
  if (Number.isInteger(weight) && weight >= 1 && weight <= WEIGHT_LIMIT) return null;
  return `Consul takes whole numbers from 1 to ${WEIGHT_LIMIT}: to weigh nothing, drain it.`;
}

function weighed(definition: Definition, weight: number, place: WeightPlace): Definition {
  const { Meta: meta, Weights: weights } = definition;
  if (place === 'meta') return { ...definition, Meta: { ...objectOf(meta), weight: String(weight) } };
  const both = place === 'both' ? { Warning: weight } : {};
  return { ...definition, Weights: { Warning: 1, ...objectOf(weights), Passing: weight, ...both } };
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
