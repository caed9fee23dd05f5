import type { Caller } from '../access/caller';
import type { Action, ActionKind } from '../domain/action';
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
const DEREGISTERED_AT_MOST = 1_000;

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
      const { state } = await actions.get(action);
      return state === 'planned' || state === 'sent';
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
        limit: DEREGISTERED_AT_MOST,
      });
      const recent = items.filter((action) => isOwn(action) && Date.parse(action.at) >= since);
      return [...new Set(recent.flatMap(({ steps }) => steps.filter(holds).map(({ instance }) => instance)))];
    },
  };
}

function isOwn({ actor, reason }: Action): boolean {
  return actor === 'rollcall' && reason.startsWith(BECAUSE);
}

function holds({ state }: Action['steps'][number]): boolean {
  return state === 'planned' || state === 'sent' || state === 'confirmed';
}
