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
import { type Gone, isServing, membersOf, shareOf, type Ward, wardsOf } from './policy-wards';
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
      const untried = await this.#untried(ward, notices);
      if (untried.length > 0) await this.#takeOut(ward, { untried, notices }, signal);
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

  /** Those that clients are still sent to with nothing tried yet, whoever failed first before the others. */
  async #untried(ward: Ward, notices: PolicyNotices): Promise<readonly Instance[]> {
    const { fleet, acts } = this.#deps;
    const untried: Instance[] = [];
    for (const instance of membersOf(ward)) {
      if (fleet.resultOf(instance)?.status !== 'critical' || !isServing(ward, instance)) continue;
      const state = await this.#tries.stateOf(instance, acts);
      if (state === 'none') untried.push(instance);
      else if (state === 'in-vain') notices.add(ward, state, this.#tries.whyInVain(instance));
    }
    return untried.sort(byWhoFailedFirst);
  }

  async #takeOut(
    ward: Ward,
    { untried, notices }: { untried: readonly Instance[]; notices: PolicyNotices },
    signal: AbortSignal,
  ): Promise<void> {
    const { fleet, acts, mayAct, log } = this.#deps;
    let gone = await this.#gone(ward);
    for (const instance of untried) {
      if (gone.leaving.has(instance.id)) continue;
      if (takeOutAllowance(shareOf(ward, gone), ward.rule.keepInRotation) === 0) {
        notices.add(ward, 'held-back', '');
        continue;
      }
      // Whoever took over meanwhile keeps a share by itself.
      if (!mayAct(instance.registry)) return;
      const because = fleet.resultOf(instance)?.output ?? '';
      const { kind: outcome, ...told } = this.#tries.tried(
        instance,
        await acts.begin(ward.kind, instance, because, signal),
      );
      gone = await this.#gone(ward);
      const { registry, service, id } = instance;
      log.warn({ registry, service, instance: id, policy: ward.kind, because, outcome, ...told }, 'check-policy');
    }
  }

  /** Asked anew after every action: an earlier process, a person and the policy itself may all have one under way. */
  async #gone({ upstream, service, kind }: Ward): Promise<Gone> {
    const { acts, clock } = this.#deps;
    const { id } = upstream.registry;
    const leaving = new Set(await acts.leaving(id, service));
    const since = clock.now() - MISSED_MS;
    return { leaving, deregistered: kind === 'deregister' ? await acts.deregistered(id, service, since) : [] };
  }
}

function byWhoFailedFirst(a: Instance, b: Instance): number {
  return a.since < b.since ? -1 : 1;
}
