import type { Clock } from '../../../domain/clock';
import { RegistryError } from '../../../domain/errors';
import type { Operations, Wish } from '../../operations';
import type { ConsulWriter } from '../consul-api';
import type { ConsulOptions } from '../consul-options';
import { decodeEntry } from '../decode-entry';
import { createAgents } from './agents';
import { inWords } from './denied';
import { findEntry } from './find-entry';
import { readOrder } from './order';
import { performOrder } from './perform';
import { planDeregister } from './plan-deregister';
import { planDrain, planRestore } from './plan-maintenance';
import { planRegistration } from './plan-registration';
import { planWeight } from './plan-weight';
import { type Operator, placeOf, type Subject, subjectOf } from './subject';

/** What an operator can do to one datacenter: at the agents that own its services, and in its catalog. */
export function createConsulOperations(api: ConsulWriter, options: ConsulOptions, clock: Clock): Operations {
  const operator: Operator = { api, options, agents: createAgents(options, clock) };
  return {
    async plan(instance, wish, context, signal) {
      const asking = { credential: context.credential, signal };
      const place = placeOf(instance);
      const found = await findEntry(api, place, asking);
      if (!found) {
        const unseen = context.credential ? ', or your token may not read it' : '';
        return { conflict: `it is no longer registered${unseen}` };
      }
      const observed = decodeEntry(found.raw, instance.nativeId, options);
      if ('rejection' in observed) throw new RegistryError('bad-answer', observed.rejection.reason);
      if (context.expected !== undefined && context.expected !== observed.revision) {
        return { conflict: 'it changed since it was shown' };
      }
      return planWish(operator, subjectOf(found, observed, { context, asking }), wish).catch((error: unknown) => {
        throw inWords(error, `service:read on "${place.service}"`);
      });
    },
    planRegistration(registration, { credential }, signal) {
      return planRegistration(operator, registration, { credential, signal });
    },
    async perform(order, credential, signal) {
      return performOrder(operator, readOrder(order), { credential, signal });
    },
  };
}

async function planWish(operator: Operator, subject: Subject, wish: Wish) {
  switch (wish.kind) {
    case 'drain':
      return planDrain(operator, subject);
    case 'restore':
      return planRestore(operator, subject);
    case 'deregister':
      return planDeregister(operator, subject);
    case 'set-weight':
      return planWeight(operator, subject, wish.weight);
    case 'write-health':
      return { refusal: 'Consul takes health from its own checks alone.' };
  }
}
