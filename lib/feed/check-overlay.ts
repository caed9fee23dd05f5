import type { Batch } from '../domain/catalog';
import {
  checkByRollcall,
  type Instance,
  type ObservedCheck,
  type ObservedInstance,
  worseHealth,
} from '../domain/instance';

/**
 * Rollcall's own checks of one registry's instances, laid over what the registry says of them on its way to the catalog.
 * What the registry says is kept apart, so that a check that goes leaves nothing behind.
 */
export class CheckOverlay {
  readonly #covers: (service: string) => boolean;
  /** What the registry said last of those that may be checked. */
  readonly #bare = new Map<string, ObservedInstance>();
  readonly #checks = new Map<string, ObservedCheck>();

  /** @param covers whether instances of a service may be checked at all: of no others anything is kept */
  constructor(covers: (service: string) => boolean) {
    this.#covers = covers;
  }

  /** What a list shows. Checks of whom it no longer holds are forgotten. */
  list(instances: readonly ObservedInstance[]): readonly ObservedInstance[] {
    this.#bare.clear();
    const merged = instances.map((instance) => this.#take(instance));
    for (const id of this.#checks.keys()) if (!this.#bare.has(id)) this.#checks.delete(id);
    return merged;
  }

  /** What a batch shows. One that is removed and registered again in it keeps its check. */
  batch(batch: Batch): Batch {
    for (const { id } of batch.removed) this.#bare.delete(id);
    const upserted = batch.upserted.map((instance) => this.#take(instance));
    for (const { id } of batch.removed) if (!this.#bare.has(id)) this.#checks.delete(id);
    return { ...batch, upserted };
  }

  /**
   * Takes what Rollcall's checks hold now, null where there is none any more.
   * @returns the instances it concerns as they are to be shown; nothing of those the registry does not hold
   */
  show(checks: ReadonlyMap<string, ObservedCheck | null>): readonly ObservedInstance[] {
    return [...checks].flatMap(([id, check]) => {
      if (check) this.#checks.set(id, check);
      else this.#checks.delete(id);
      const bare = this.#bare.get(id);
      return bare ? [this.#merge(withoutSince(bare))] : [];
    });
  }

  /** Goes on from what was known of instances before the registry was listed. */
  adopt(instances: Iterable<Instance>): void {
    for (const instance of instances) {
      const check = this.#covers(instance.service) && checkByRollcall(instance);
      if (!check) continue;
      const { since: _, sinceAtLeast: __, ...observed } = check;
      this.#checks.set(instance.id, observed);
    }
  }

  #take(instance: ObservedInstance): ObservedInstance {
    if (!this.#covers(instance.service)) {
      this.#bare.delete(instance.id);
      return instance;
    }
    this.#bare.set(instance.id, instance);
    return this.#merge(instance);
  }

  #merge(bare: ObservedInstance): ObservedInstance {
    const check = this.#checks.get(bare.id);
    if (!check) return bare;
    const merged = { ...withoutSince(bare), checks: [...bare.checks, check] };
    if (check.status === 'unknown') return merged;
    // Where the registry never looked itself, its word is that of a lease at most.
    const health = bare.checks.length === 0 ? check.status : worseHealth(bare.health, check.status);
    return { ...merged, health };
  }
}

/** A registry that says since when does not know when Rollcall's check was another; the catalog does. */
function withoutSince({ since: _, ...instance }: ObservedInstance): ObservedInstance {
  return instance;
}
