import type { Clock } from '../domain/clock';
import type { Feed } from '../feed/feed';
import type { Entry, RegistryEntry } from '../feed/ring';
import type { Outcome } from './outcome';
import { Sighting } from './sighting';

export interface Sought {
  readonly registry: string;
  readonly instance: string;
  readonly outcome: Outcome;
  /** When it was seen before this process began, milliseconds since 1970. */
  readonly seenAt?: number | null;
}

/** Everything that is being watched for, told by one listener of the feed however many steps run. */
export class Sightings {
  readonly #feed: Feed;
  readonly #clock: Clock;
  readonly #byRegistry = new Map<string, Map<string, Set<Sighting>>>();

  constructor(feed: Feed, clock: Clock) {
    this.#feed = feed;
    this.#clock = clock;
    feed.subscribe((entry) => this.#hear(entry));
  }

  /** Watches until it is disposed of. @throws Error for a registry that is not configured */
  begin(sought: Sought): Sighting {
    const upstream = this.#feed.upstream(sought.registry);
    if (!upstream) throw new Error(`there is no registry "${sought.registry}"`);
    const byInstance = this.#byRegistry.get(sought.registry) ?? new Map<string, Set<Sighting>>();
    this.#byRegistry.set(sought.registry, byInstance);
    const among = byInstance.get(sought.instance) ?? new Set();
    byInstance.set(sought.instance, among);
    const sighting: Sighting = new Sighting(sought, upstream, {
      now: () => this.#clock.now(),
      ended: () => {
        among.delete(sighting);
        if (among.size === 0 && byInstance.get(sought.instance) === among) byInstance.delete(sought.instance);
      },
    });
    among.add(sighting);
    return sighting;
  }

  #hear(entry: Entry): void {
    if ('actions' in entry) return;
    const byInstance = this.#byRegistry.get(entry.registry);
    if (!byInstance) return;
    if (entry.link) {
      for (const among of byInstance.values()) for (const sighting of [...among]) sighting.relinked();
      return;
    }
    for (const id of idsOf(entry)) {
      const action = entry.changes.find((change) => change.instance === id && change.action !== undefined)?.action;
      for (const sighting of [...(byInstance.get(id) ?? [])]) sighting.hear(action);
    }
  }
}

function idsOf({ upserted, removed }: RegistryEntry): ReadonlySet<string> {
  return new Set([...upserted.map(({ id }) => id), ...removed.map(({ id }) => id)]);
}
