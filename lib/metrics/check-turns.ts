import type { Check, Health, Instance } from '../domain/instance';
import type { RegistryEntry } from '../feed/ring';

/** A check of a registry that says something else than before. */
export interface CheckTurn {
  readonly service: string;
  readonly status: Health;
}

/** Notices when checks of registries turn; Rollcall's own are counted where they are made. */
export class CheckTurns {
  /** By registry, then by instance. */
  readonly #known = new Map<string, Map<string, readonly Check[]>>();

  remember({ registry, id, checks }: Instance): void {
    if (checks.length > 0) this.#of(registry).set(id, checks);
    else this.#of(registry).delete(id);
  }

  /** What an instance says that was not known before is no turn. */
  turnsOf({ registry, upserted, removed }: Pick<RegistryEntry, 'registry' | 'upserted' | 'removed'>): CheckTurn[] {
    const turns: CheckTurn[] = [];
    const known = this.#of(registry);
    for (const instance of upserted) {
      const before = known.get(instance.id);
      this.remember(instance);
      if (!before || before === instance.checks) continue;
      for (const { id, status, observedBy } of instance.checks) {
        if (observedBy !== undefined) continue;
        const was = before.find((check) => check.id === id && check.observedBy === undefined);
        if (was && was.status !== status) turns.push({ service: instance.service, status });
      }
    }
    const present = new Set(removed.length > 0 ? upserted.map(({ id }) => id) : []);
    for (const { id } of removed) if (!present.has(id)) known.delete(id);
    return turns;
  }

  #of(registry: string): Map<string, readonly Check[]> {
    const known = this.#known.get(registry);
    if (known) return known;
    const fresh = new Map<string, readonly Check[]>();
    this.#known.set(registry, fresh);
    return fresh;
  }
}
