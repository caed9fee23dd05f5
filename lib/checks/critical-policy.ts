import type { Clock } from '../domain/clock';
import { describeError } from '../domain/errors';
import type { Instance } from '../domain/instance';
import type { Log } from '../domain/log';
import type { Feed } from '../feed/feed';
import type { Upstream } from '../feed/upstream';
import type { CheckRule } from './check-rule';
import type { CheckedFleet } from './checked-fleet';
import type { PolicyActs } from './policy-acts';
import { PolicyNotices } from './policy-notices';
import { isServing, membersOf, type Ward, wardsOf } from './policy-wards';
import { takeOutAllowance } from './take-out-allowance';
import { Tries } from './tries';

export interface CriticalPolicyDeps {
  readonly feed: Feed;
  readonly fleet: Pick<CheckedFleet, 'resultOf'>;
  readonly acts: PolicyActs;
  /** Whether this process acts on a registry: of several over the same one it is one. */
  readonly mayAct: (registry: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_MS = 1_000;
/** Whoever was deregistered longer ago and did not come back is no part of its service any more: an hour, in milliseconds. */
const MISSED_MS = 3_600_000;

/** Does about critical instances what their rules say, and takes it back once they pass again. */
export class CriticalPolicy {
  readonly #rules: readonly CheckRule[];
  readonly #deps: CriticalPolicyDeps;
  readonly #tries: Tries;

  constructor(rules: readonly CheckRule[], deps: CriticalPolicyDeps) {
    this.#rules = rules;
    this.#deps = deps;
    this.#tries = new Tries(deps.clock);
  }

  /** Looks every second until the signal aborts. A registry that answers slowly does not hold up the others. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#deps.feed.upstreams()].map((upstream) => this.#watchOver(upstream, signal)));
  }

  async #watchOver(upstream: Upstream, signal: AbortSignal): Promise<void> {
    const { clock, log, mayAct } = this.#deps;
    const notices = new PolicyNotices(log);
    while (!signal.aborted) {
      // What is not watched now may be otherwise by now.
      if (upstream.link.state === 'live') {
        const wards = mayAct(upstream.registry.id) ? wardsOf(upstream, this.#rules) : [];
        for (const ward of wards) await this.#lookAfter(ward, notices, signal);
        upstream.showPolicyNotices(notices.flush());
      }
      this.#tries.prune();
      await clock.sleep(LOOK_MS, signal).catch(() => undefined);
    }
  }

  async #lookAfter(ward: Ward, notices: PolicyNotices, signal: AbortSignal): Promise<void> {
    try {
      await this.#takeBack(ward);
      const failing = await this.#failing(ward, notices);
      if (failing.untried.length > 0) await this.#takeOut(ward, { ...failing, notices }, signal);
    } catch (error) {
      if (signal.aborted) return;
      const { detail } = describeError(error);
      const { upstream, service } = ward;
      this.#deps.log.warn({ registry: upstream.registry.id, service, detail }, 'check-policy-failed');
    }
  }

  /**
   * What the policy drained it restores, after as many good probes as the rule asks for: its cause is over, nobody else
   * knows of it, and every short fault would take capacity away until somebody woke up. What a person took out stays
   * out, and what was deregistered registers itself.
   */
  async #takeBack(ward: Ward): Promise<void> {
    const { fleet, acts, log } = this.#deps;
    for (const instance of membersOf(ward)) {
      if (fleet.resultOf(instance)?.status !== 'passing') continue;
      this.#tries.succeeded(instance);
      if (ward.kind === 'deregister' || isServing(ward, instance) || !this.#tries.mayTakeBack(instance)) continue;
      this.#tries.tookBack(instance);
      if (!(await acts.takeBack(ward.kind, instance))) continue;
      const { registry, service, id } = instance;
      log.info({ registry, service, instance: id, policy: ward.kind }, 'check-policy-taken-back');
    }
  }

  /** Those that clients are still sent to: with nothing tried yet, and with an action under way. */
  async #failing(ward: Ward, notices: PolicyNotices): Promise<{ untried: Instance[]; underWay: Set<string> }> {
    const { fleet, acts } = this.#deps;
    const untried: Instance[] = [];
    const underWay = new Set<string>();
    for (const instance of membersOf(ward)) {
      if (fleet.resultOf(instance)?.status !== 'critical' || !isServing(ward, instance)) continue;
      const state = await this.#tries.stateOf(instance, acts);
      if (state === 'none') untried.push(instance);
      else if (state === 'under-way') underWay.add(instance.id);
      else if (state === 'in-vain') notices.add(ward, state, this.#tries.whyInVain(instance));
    }
    return { untried: untried.sort(byWhoFailedFirst), underWay };
  }

  async #takeOut(
    ward: Ward,
    { untried, underWay, notices }: { untried: readonly Instance[]; underWay: Set<string>; notices: PolicyNotices },
    signal: AbortSignal,
  ): Promise<void> {
    const { fleet, acts, log } = this.#deps;
    const deregistered = ward.kind === 'deregister' ? await this.#missed(ward) : 0;
    for (const instance of untried) {
      // Others act meanwhile: the share is that of the moment.
      const members = membersOf(ward);
      const inRotation = members.filter((member) => isServing(ward, member) && !underWay.has(member.id)).length;
      const share = { registered: members.length, inRotation, deregistered };
      if (takeOutAllowance(share, ward.rule.keepInRotation) === 0) {
        notices.add(ward, 'held-back', '');
        continue;
      }
      const because = fleet.resultOf(instance)?.output ?? '';
      const { kind: outcome, ...told } = this.#tries.tried(
        instance,
        await acts.begin(ward.kind, instance, because, signal),
      );
      if (outcome === 'begun') underWay.add(instance.id);
      const { registry, service, id } = instance;
      log.warn({ registry, service, instance: id, policy: ward.kind, because, outcome, ...told }, 'check-policy');
    }
  }

  async #missed({ upstream, service }: Ward): Promise<number> {
    const { acts, clock } = this.#deps;
    const ids = await acts.deregistered(upstream.registry.id, service, clock.now() - MISSED_MS);
    return ids.filter((id) => !upstream.catalog.instances.has(id)).length;
  }
}

function byWhoFailedFirst(a: Instance, b: Instance): number {
  return a.since < b.since ? -1 : 1;
}
