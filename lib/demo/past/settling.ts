import type { Random } from '../../domain/clock';
import type { HeldInstance } from '../../registry/memory/record';
import { between } from '../chance';
import type { Fleet } from '../fleet';

/** When an instance is left as it is now, milliseconds since 1970, and how it is. */
interface Settlement {
  readonly atMs: number;
  readonly instance: HeldInstance;
}

/** How the day ends: one instance after the other gets to where it is now, and no story touches it any more. */
export class Settling {
  readonly #due: readonly Settlement[];
  readonly #settled = new Set<string>();
  #next = 0;

  constructor(opening: readonly HeldInstance[], nowMs: number, random: Random) {
    this.#due = opening
      .map((instance) => ({ instance, atMs: settledAt(instance, nowMs, random) }))
      .sort((a, b) => a.atMs - b.atMs);
  }

  /** When the next one is due; later than everything when none is left. */
  get nextMs(): number {
    return this.#due[this.#next]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** Leaves the next one as it is now. */
  settleNext(fleet: Fleet): void {
    const due = this.#due[this.#next];
    if (!due) return;
    this.#next += 1;
    const { instance } = due;
    const before = fleet.find(instance.id);
    this.#settled.add(instance.id);
    if (!before) return;
    const { 'drain-reason': reason = null } = instance.metadata;
    if (before.health !== instance.health) fleet.probe([instance.id], instance.health);
    if (before.weight !== instance.weight) fleet.update(instance.id, { weight: instance.weight });
    if (before.rotation !== instance.rotation) fleet.rotate([instance.id], reason);
  }

  /** The fleet as stories see it: without those that are settled. */
  unsettled(fleet: Fleet): Fleet {
    const isFree = (id: string) => !this.#settled.has(id);
    return {
      ...fleet,
      instances: (service) => fleet.instances(service).filter(({ id }) => isFree(id)),
      find: (id) => (isFree(id) ? fleet.find(id) : undefined),
      probe: (ids, health) => fleet.probe(ids.filter(isFree), health),
      rotate: (ids, reason) => fleet.rotate(ids.filter(isFree), reason),
      update: (id, given) => {
        if (isFree(id)) fleet.update(id, given);
      },
    };
  }
}

/** Who is in trouble got so when it says; who was drained, within the hour; the others are well in the last minutes. */
function settledAt(instance: HeldInstance, nowMs: number, random: Random): number {
  const ago = (least: number, most: number) => Math.round(nowMs - between(random, least, most) * 1_000);
  if (instance.health !== 'passing') return Date.parse(instance.since ?? '');
  return instance.rotation === 'out' ? ago(900, 2_000) : ago(5, 150);
}
