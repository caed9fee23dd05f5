import type { Clock, Random } from '../domain/clock';
import { checkByRollcall, type Instance, type ObservedCheck } from '../domain/instance';
import type { Log } from '../domain/log';
import type { Feed } from '../feed/feed';
import type { Entry } from '../feed/ring';
import { ActiveChecks, type CheckMade, type CheckPlan } from './active-checks';
import { createAddressGuard } from './address-guard';
import { type CheckRule, ruleFor } from './check-rule';
import type { Resolve } from './choose-address';
import { instanceCheck } from './instance-check';
import { ResultBatches } from './result-batches';

/** What is checked, and how much at once. Ranges are those of {@link createAddressGuard}. */
export interface FleetRules {
  readonly allow: readonly string[];
  readonly concurrency: number;
  readonly rules: readonly CheckRule[];
}

export interface CheckedFleetDeps {
  readonly feed: Feed;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly resolve: Resolve;
  /** Told of every finding; `instance` is its id in the registry. */
  readonly made?: (check: CheckMade & { readonly registry: string }) => void;
}

interface Checked {
  readonly registry: string;
  readonly service: string;
  readonly plan: CheckPlan;
  readonly place: string;
  /** What was found since this process checks it; null before the first finding. */
  result: ObservedCheck | null;
}

/** The instances that Rollcall checks: those of the feed that a rule is for, as they come, move and go. */
export class CheckedFleet {
  readonly #deps: CheckedFleetDeps;
  readonly #rules: readonly CheckRule[];
  readonly #checks: ActiveChecks;
  readonly #results: ResultBatches;
  readonly #checked = new Map<string, Checked>();

  constructor({ allow, concurrency, rules }: FleetRules, deps: CheckedFleetDeps) {
    this.#deps = deps;
    this.#rules = rules;
    const { feed, clock, made } = deps;
    this.#results = new ResultBatches(clock, (registry, checks) => feed.upstream(registry)?.showChecks(checks));
    this.#checks = new ActiveChecks({
      ...deps,
      allows: createAddressGuard(allow),
      concurrency,
      observed: (key, check) => this.#observed(key, check),
      made: (check) => made?.({ ...check, ...placeOf(check.instance) }),
    });
  }

  /** Follows the feed and checks until the signal aborts; resolves when every probe has ended. Call it once. */
  async run(signal: AbortSignal): Promise<void> {
    const { feed } = this.#deps;
    const unsubscribe = feed.subscribe((entry) => this.#hear(entry));
    for (const instance of feed.instances()) this.#follow(instance);
    try {
      await Promise.all([this.#checks.run(signal), this.#results.run(signal)]);
    } finally {
      unsubscribe();
    }
  }

  /** What Rollcall itself found of an instance since it began; null before that, and where it is not checked. */
  resultOf({ registry, id }: Pick<Instance, 'registry' | 'id'>): ObservedCheck | null {
    return this.#checked.get(keyOf(registry, id))?.result ?? null;
  }

  /** How many instances are checked. */
  get size(): number {
    return this.#checked.size;
  }

  #hear(entry: Entry): void {
    if ('actions' in entry) return;
    const held = this.#deps.feed.upstream(entry.registry)?.catalog.instances;
    // What was known from before and is still so is in no entry.
    if (entry.link?.state === 'live') for (const instance of held?.values() ?? []) this.#follow(instance);
    // One that moved to another service is removed from the old one, and still there.
    for (const { id } of entry.removed) if (!held?.has(id)) this.#forget(keyOf(entry.registry, id));
    for (const instance of entry.upserted) this.#follow(instance);
  }

  #follow(instance: Instance): void {
    const { registry, service, id } = instance;
    const key = keyOf(registry, id);
    const known = this.#checked.get(key);
    const rule = ruleFor(this.#rules, registry, service);
    const order = rule && instanceCheck(rule, instance, known?.plan);
    if (!order) {
      if (known) this.#forget(key);
      if (checkByRollcall(instance)) this.#results.put(registry, id, null);
      return;
    }
    const { destination, plan } = order;
    const place = `${destination.host} ${destination.port}`;
    const isSame = known?.plan === plan && known.place === place;
    if (isSame && known.service === service) return;
    this.#checked.set(key, { registry, service, plan, place, result: isSame ? known.result : null });
    if (isSame) return;
    // What was found elsewhere is no word on where it is now.
    if (known) this.#results.put(registry, id, null);
    const before = known ? undefined : checkByRollcall(instance)?.status;
    this.#checks.watch(key, { destination, plan, held: before === 'warning' ? undefined : before });
  }

  #forget(key: string): void {
    const known = this.#checked.get(key);
    if (!known) return;
    this.#checked.delete(key);
    this.#checks.forget(key);
    this.#results.drop(known.registry, placeOf(key).instance);
  }

  #observed(key: string, check: ObservedCheck): void {
    const known = this.#checked.get(key);
    if (!known) return;
    known.result = check;
    this.#results.put(known.registry, placeOf(key).instance, check);
  }
}

/** Ids of registries have no slash. */
function keyOf(registry: string, id: string): string {
  return `${registry}/${id}`;
}

function placeOf(key: string): { readonly registry: string; readonly instance: string } {
  const slash = key.indexOf('/');
  return { registry: key.slice(0, slash), instance: key.slice(slash + 1) };
}
