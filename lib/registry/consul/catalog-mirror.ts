import { isDeepStrictEqual } from 'node:util';
import type { Removal } from '../../domain/catalog';
import type { ObservedInstance } from '../../domain/instance';
import type { RegistryEvent, Rejection } from '../port';
import { decodeEntry, type EntryScope } from './decode-entry';

export type BatchEvent = Extract<RegistryEvent, { kind: 'batch' }>;

/** One complete answer for one service. */
export interface ServiceAnswer {
  readonly index: bigint;
  readonly value: unknown;
  readonly filtered: boolean;
  /** {@link CatalogMirror.ticket} from before it was asked for. */
  readonly ticket: number;
  /** When it was heard of, milliseconds since 1970. */
  readonly heardAtMs?: number;
}

interface MirroredService {
  readonly index: bigint;
  readonly takenAt: number;
  readonly instances: ReadonlyMap<string, ObservedInstance>;
  readonly rejected: ReadonlyMap<string, Rejection>;
  readonly nodes: ReadonlySet<string>;
  /** Instances that a complete answer had and every filtered one since then left out; null after a complete answer. */
  readonly kept: ReadonlySet<string> | null;
}

const NO_SERVICE: MirroredService = {
  index: 0n,
  takenAt: 0,
  instances: new Map(),
  rejected: new Map(),
  nodes: new Set(),
  kept: null,
};

/** What Consul said of every service, each at its own index; an answer in, what it changed out. */
export class CatalogMirror {
  readonly #scope: EntryScope;
  readonly #services = new Map<string, MirroredService>();
  /** Which service an instance belongs to: an id may be registered again under another name. */
  readonly #owners = new Map<string, string>();
  #ticket = 0;
  #position = 0n;

  constructor(scope: EntryScope) {
    this.#scope = scope;
  }

  get position(): string {
    return String(this.#position);
  }

  get size(): number {
    return this.#services.size;
  }

  names(): IterableIterator<string> {
    return this.#services.keys();
  }

  has(service: string): boolean {
    return this.#services.has(service);
  }

  /** The index of the last answer taken for a service, 0 for none. */
  indexOf(service: string): bigint {
    return (this.#services.get(service) ?? NO_SERVICE).index;
  }

  servicesOn(node: string): string[] {
    return [...this.#services].flatMap(([service, { nodes }]) => (nodes.has(node) ? [service] : []));
  }

  /** To be taken before asking, so that answers which overtook each other are told apart. */
  ticket(): number {
    this.#ticket += 1;
    return this.#ticket;
  }

  /** After the registry's indexes began anew: they say nothing any more; the data stays until answers replace it. */
  forgetIndexes(): void {
    for (const [service, known] of this.#services) this.#services.set(service, { ...known, index: 0n });
    this.#position = 0n;
  }

  /** Everything, as a list event. */
  list(): Extract<RegistryEvent, { kind: 'list' }> {
    const services = [...this.#services.values()];
    return {
      kind: 'list',
      instances: services.flatMap(({ instances }) => [...instances.values()]),
      rejected: services.flatMap(({ rejected }) => [...rejected.values()]),
      position: this.position,
    };
  }

  /** Takes an answer; null where it is older than what is known, or says the same. */
  take(service: string, answer: ServiceAnswer, afterGap: boolean): BatchEvent | null {
    const known = this.#services.get(service) ?? NO_SERVICE;
    if (answer.index < known.index && answer.ticket < known.takenAt) return null;
    const { next, upserted } = this.#decode(service, answer);
    // Consul tells nobody why; a removal that was watched is a deregistration, unless the right to see it went.
    const removed = this.#removals(service, next, afterGap || answer.filtered ? 'unknown' : 'deleted');
    this.#keep(service, next);
    if (answer.index > this.#position) this.#position = answer.index;
    const rejected = [...next.rejected.values()].filter(
      ({ key, reason }) => known.rejected.get(key)?.reason !== reason,
    );
    const accepted = [...known.rejected.keys()].filter((key) => !next.rejected.has(key));
    if (upserted.length + removed.length + rejected.length + accepted.length === 0) return null;
    const { heardAtMs } = answer;
    const heard = heardAtMs !== undefined && !afterGap && { heardAtMs };
    return {
      kind: 'batch',
      batch: { removed, upserted },
      rejected,
      accepted,
      position: this.position,
      afterGap,
      ...heard,
    };
  }

  #decode(service: string, answer: ServiceAnswer) {
    const entries: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [];
    const known = this.#services.get(service) ?? NO_SERVICE;
    const instances = new Map<string, ObservedInstance>();
    const rejected = new Map<string, Rejection>();
    const nodes = new Set<string>();
    const upserted: ObservedInstance[] = [];
    for (const [position, raw] of entries.entries()) {
      const decoded = decodeEntry(raw, `${service}[${position}]`, this.#scope);
      if ('rejection' in decoded) {
        rejected.set(decoded.rejection.key, decoded.rejection);
        continue;
      }
      const before = known.instances.get(decoded.id);
      const same = before !== undefined && isDeepStrictEqual(before, decoded);
      instances.set(decoded.id, same ? before : decoded);
      if (!same) upserted.push(decoded);
      if (decoded.node !== null) nodes.add(decoded.node);
    }
    const kept = answer.filtered ? this.#leftOut(service, instances) : null;
    for (const [id, instance] of kept ?? []) {
      instances.set(id, instance);
      if (instance.node !== null) nodes.add(instance.node);
    }
    // While something is missing its index is that of before: the service is asked for until it is complete.
    const index = kept?.size ? known.index : answer.index;
    const next: MirroredService = {
      index,
      takenAt: this.ticket(),
      instances,
      rejected,
      nodes,
      kept: kept && new Set(kept.keys()),
    };
    return { next, upserted };
  }

  /** Rights were taken away: that says nothing about whether the instances are still there. */
  #leftOut(service: string, seen: ReadonlyMap<string, ObservedInstance>): ReadonlyMap<string, ObservedInstance> {
    const known = this.#services.get(service) ?? NO_SERVICE;
    const isLeftOut = (id: string) =>
      !seen.has(id) && this.#owners.get(id) === service && (known.kept === null || known.kept.has(id));
    return new Map([...known.instances].filter(([id]) => isLeftOut(id)));
  }

  #removals(service: string, next: MirroredService, cause: Removal['cause']): Removal[] {
    const gone: Removal[] = [];
    for (const id of (this.#services.get(service) ?? NO_SERVICE).instances.keys()) {
      if (next.instances.has(id) || this.#owners.get(id) !== service) continue;
      this.#owners.delete(id);
      gone.push({ id, cause });
    }
    return gone;
  }

  #keep(service: string, next: MirroredService): void {
    for (const id of next.instances.keys()) this.#owners.set(id, service);
    if (next.instances.size + next.rejected.size > 0) this.#services.set(service, next);
    else this.#services.delete(service);
  }
}
