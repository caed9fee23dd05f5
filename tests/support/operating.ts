import type { Instance } from '@/lib/domain/instance';
import type { NewRegistration } from '@/lib/domain/new-registration';
import type { Credential, Operations, Order, Performed, Plan, PlanContext, Wish } from '@/lib/registry/operations';
import type { Registry } from '@/lib/registry/port';

type Answer = Awaited<ReturnType<Operations['plan']>>;

/** Operates a registry as the engine does: orders are JSON in between. */
export interface Operating {
  answer(instance: Instance, wish: Wish, context?: PlanContext): Promise<Answer>;
  /** Throws where there is no plan. */
  plan(instance: Instance, wish: Wish, context?: PlanContext): Promise<Plan>;
  planRegistration(registration: NewRegistration, context?: PlanContext): Promise<Plan & { readonly instance: string }>;
  perform(order: Order | null, credential?: Credential): Promise<Performed>;
  /** Plans and performs; throws unless it is done. */
  done(instance: Instance, wish: Wish, context?: PlanContext): Promise<Plan>;
}

const ANSWER_MS = 20_000;

export function operating({ id, operations }: Registry): Operating {
  if (!operations) throw new Error(`${id} cannot be operated`);
  const soon = () => AbortSignal.timeout(ANSWER_MS);
  const planned = <T extends object>(answer: T): Extract<T, Plan> => {
    if (!('order' in answer)) throw new Error(`no plan: ${JSON.stringify(answer)}`);
    return JSON.parse(JSON.stringify(answer));
  };
  const answer: Operating['answer'] = (instance, wish, context = {}) =>
    operations.plan(instance, wish, context, soon());
  const plan: Operating['plan'] = async (instance, wish, context) => planned(await answer(instance, wish, context));
  const perform: Operating['perform'] = async (order, credential) => {
    if (!order) throw new Error('there is no order');
    return operations.perform(order, credential, soon());
  };
  return {
    answer,
    plan,
    perform,
    planRegistration: async (registration, context = {}) =>
      planned(await operations.planRegistration(registration, context, soon())),
    async done(instance, wish, context) {
      const made = await plan(instance, wish, context);
      const performed = await perform(made.order, context?.credential);
      if (performed.kind !== 'done') throw new Error(performed.detail);
      return made;
    },
  };
}
