import type { Caller } from '../access/caller';
import type { Action, ActionKind, StepState } from '../domain/action';
import { describeError } from '../domain/errors';
import { ActionError } from './action-error';
import type { Actions } from './actions';

interface Place {
  readonly registry: string;
  readonly service: string;
  readonly id: string;
}

/** Rollcall itself: what it does by the policy of its checks. */
const ROLLCALL: Caller = {
  identity: { name: 'rollcall', role: 'operator', scope: null, via: 'local' },
  source: '',
  session: null,
  credentialFor: () => undefined,
};

/** Somebody may be called rollcall, too. */
const BECAUSE = "Critical by Rollcall's own check: ";
const LONGEST_REASON = 500;
/** How many of the newest actions on an instance are looked at for the one that stands. */
const LOOKED_AT = 10;
const LISTED_AT_MOST = 1_000;
const UNDER_WAY: readonly StepState[] = ['planned', 'sent'];
const TAKES_OUT: readonly ActionKind[] = ['drain', 'deregister', 'write-health'];

/** Acts in Rollcall's own name, planned, kept and audited like anybody. */
export function createOwnActs(actions: Pick<Actions, 'submit' | 'get' | 'list' | 'revert'>) {
  return {
    async begin(kind: ActionKind, { registry, service, id }: Place, because: string, signal: AbortSignal) {
      const reason = `${BECAUSE}${because.replaceAll('\0', '')}`.slice(0, LONGEST_REASON);
      // Who asks keeps a share of the service itself, by the numbers of the moment.
      const request = { kind, targets: [{ registry, instance: id }], reason, confirm: service };
      try {
        const { id: action } = await actions.submit(request, ROLLCALL, signal);
        return { kind: 'begun', action } as const;
      } catch (error) {
        signal.throwIfAborted();
        const isRefused = error instanceof ActionError && error.code === 'refused';
        return { kind: isRefused ? 'refused' : 'later', detail: describeError(error).detail } as const;
      }
    },

    async isUnderWay(action: string): Promise<boolean> {
      return isUnderWay(await actions.get(action));
    },

    async leaving(registry: string, service: string): Promise<readonly string[]> {
      const at = { registry, service, limit: LISTED_AT_MOST };
      const pages = await Promise.all(UNDER_WAY.map((state) => actions.list({ ...at, state })));
      const taking = pages.flatMap(({ items }) => items).filter(({ kind }) => TAKES_OUT.includes(kind));
      const steps = taking.flatMap((action) => action.steps).filter((step) => step.registry === registry);
      return steps.filter((step) => step.service === service && isUnderWay(step)).map(({ instance }) => instance);
    },

    async takeBack(kind: ActionKind, { registry, id }: Place): Promise<boolean> {
      const { items } = await actions.list({ registry, instance: id, kind, limit: LOOKED_AT });
      const held = items.filter(({ steps }) => steps.some((step) => step.instance === id && holds(step)));
      const own = held.find((action) => isOwn(action) && action.isRevertible);
      // Whoever asked for the same since then wants it so, even if there was nothing left to do.
      if (!own || held.some((action) => !isOwn(action) && action.at >= own.at)) return false;
      await actions.revert(own.id, ROLLCALL);
      return true;
    },

    async deregistered(registry: string, service: string, since: number): Promise<readonly string[]> {
      const { items } = await actions.list({
        registry,
        service,
        kind: 'deregister',
        actor: 'rollcall',
        limit: LISTED_AT_MOST,
      });
      const recent = items.filter((action) => isOwn(action) && Date.parse(action.at) >= since);
      return [...new Set(recent.flatMap(({ steps }) => steps.filter(holds).map(({ instance }) => instance)))];
    },
  };
}

function isUnderWay({ state }: { readonly state: StepState }): boolean {
  return UNDER_WAY.includes(state);
}

function isOwn({ actor, reason }: Action): boolean {
  return actor === 'rollcall' && reason.startsWith(BECAUSE);
}

function holds({ state }: Action['steps'][number]): boolean {
  return state === 'confirmed' || UNDER_WAY.includes(state);
}
