import type { Caller } from '../access/caller';
import type { Action } from '../domain/action';
import type { ActionPreview } from '../domain/action-preview';
import type { ActionRequest } from '../domain/action-request';
import type { Clock, Random } from '../domain/clock';
import { refuseToAct } from '../domain/identity';
import type { Log } from '../domain/log';
import type { Feed } from '../feed/feed';
import type { Credential } from '../registry/operations';
import type { Simulator } from '../simulator/simulator';
import type { AuditStore } from '../storage/audit-store';
import type { Storage } from '../storage/storage';
import { ActionError } from './action-error';
import type { ActionQuery } from './action-list';
import { ActionStore } from './action-store';
import { busyWith } from './holdings';
import { CLAIM_MS, LiveActions } from './live-actions';
import { planTargets } from './plan-request';
import { previewOf } from './preview';
import type { SaidPolicies } from './said-policy';
import { canRevert, isRevertible, toAction } from './stored-action';
import { attempts, endsAtOnce, refusals } from './submission-records';
import { prepareAction } from './submit';
import { resolveTargets } from './targets';

/** What can be done to instances, and what became of it. */
export interface Actions {
  /** Reads what is there and says what would happen. @throws ActionError, RegistryError */
  preview(request: ActionRequest, caller: Caller, signal: AbortSignal): Promise<ActionPreview>;
  /** Resolves once the action is kept; it goes on by itself. @throws ActionError, RegistryError */
  submit(request: ActionRequest, caller: Caller, signal: AbortSignal): Promise<Action>;
  /** @throws ActionError `unknown-action` */
  get(id: string): Promise<Action>;
  /** Newest first. @throws ActionError `malformed` for a cursor that is not one */
  list(query: ActionQuery): Promise<{ items: Action[]; nextCursor: string | null; total: number }>;
  /** Asks to take it back now. @throws ActionError */
  revert(id: string, caller: Caller): Promise<Action>;
  /** Goes on with what an earlier process left, and works until the signal aborts. Called once. */
  run(signal: AbortSignal): Promise<void>;
}

export interface ActionsDeps {
  readonly feed: Feed;
  readonly storage: Pick<Storage, 'db'>;
  readonly audit: Pick<AuditStore, 'record' | 'recordAll'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What this process claims actions by. The same over restarts where no other process has the database. */
  readonly replica: string;
  /** Up to 64 letters, digits, `-` or `_`. */
  readonly newId: () => string;
  /** What the preview simulates by. */
  readonly simulation: SaidPolicies;
  readonly simulator: Pick<Simulator, 'answers'>;
}

export function createActions(deps: ActionsDeps): Actions {
  const { feed, audit, clock } = deps;
  const store = new ActionStore(deps.storage.db);
  const live = new LiveActions({ ...deps, store });

  return {
    async preview(request, caller, signal) {
      const instances = request.register ? [] : resolveTargets(feed, request.targets);
      const planned = await planTargets(request, instances, { deps, caller, signal });
      return previewOf({ ...deps, said: deps.simulation }, { request, planned, signal });
    },

    async submit(request, caller, signal) {
      const prepared = await prepareAction(request, { deps, caller, signal });
      const { action, planned } = prepared;
      await refuseBusy();
      await audit.recordAll(attempts(request, { id: action.id, planned, caller }));
      // Whoever was in the way may be gone again by the time that is looked for.
      while (!(await store.insert(action, { by: deps.replica, until: clock.now() + CLAIM_MS }, clock.now()))) {
        await refuseBusy();
      }
      live.begin(action, { isNew: true, credentials: credentialsOf(action.steps, caller) });
      await audit.recordAll(endsAtOnce(request, action, caller));
      return toAction(action);

      async function refuseBusy(): Promise<void> {
        const busy = action.steps.filter(({ isBusy }) => isBusy);
        const holdings = await busyWith(deps.storage.db, busy);
        const [first] = holdings;
        if (!first) return;
        const detail = `Action ${first.action} is at work on ${first.step.address} of ${first.step.service}; nothing was done. Wait for its end, or take it back.`;
        await audit.recordAll(
          refusals(
            request,
            holdings.map(({ step }) => step),
            { caller, detail },
          ),
        );
        throw new ActionError('conflict', detail);
      }
    },

    async get(id) {
      const stored = live.get(id) ?? (await store.get(id));
      if (!stored) throw new ActionError('unknown-action', `There is no action "${id}".`);
      return toAction(stored);
    },

    async list(query) {
      const { items, ...page } = await store.list(query);
      return { items: items.map((stored) => toAction(live.get(stored.id) ?? stored)), ...page };
    },

    async revert(id, caller) {
      const stored = live.get(id) ?? (await store.get(id));
      if (!stored) throw new ActionError('unknown-action', `There is no action "${id}".`);
      const steps = stored.steps.filter(canRevert);
      const by = caller.identity?.name ?? 'anonymous';
      const record = { actor: by, source: caller.source, kind: 'revert', action: id, reason: stored.reason } as const;
      for (const { registry, service, instance } of steps) {
        const detail = refuseToAct(caller.identity, { registry, service });
        if (detail === null) continue;
        await audit.record({ ...record, outcome: 'refused', registry, service, instance, detail });
        throw new ActionError('forbidden', detail);
      }
      if (!isRevertible(stored)) {
        const detail = 'Nothing of this action stands that can be taken back.';
        await audit.record({ ...record, outcome: 'refused', detail });
        throw new ActionError('conflict', detail);
      }
      await live.revert(id, { by, credentials: credentialsOf(steps, caller) });
      const asked = live.get(id) ?? (await store.get(id)) ?? stored;
      return toAction(asked);
    },

    run: (signal) => live.run(signal),
  };
}

function credentialsOf(steps: readonly { readonly registry: string }[], caller: Caller): Map<string, Credential> {
  const credentials = new Map<string, Credential>();
  for (const { registry } of steps) {
    const credential = caller.credentialFor(registry);
    if (credential) credentials.set(registry, credential);
  }
  return credentials;
}
