/** The name under which services are counted together that have none of their own. */
export const OTHER_SERVICES = '_other';

/** Names are hostile text: longer ones are cut, in characters. */
const LONGEST = 128;

/**
 * Decides which services metrics call by name, so that a registry of 10,000 services does not make 10,000 series.
 * Gauges name the largest at the moment. Counters must never go backwards, so that a name once counted stays for as
 * long as the service is there: what it counts under is decided when something happens, and never moved later.
 */
export class ServiceNames {
  readonly #limit: number;
  #largest: ReadonlySet<string> = new Set();
  readonly #counted = new Set<string>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Takes how many instances each service has now. The largest that are not counted by name get one: up to twice the
   * limit, then only in the place of a service that is gone. Returns those whose counters end with that.
   */
  resize(sizes: ReadonlyMap<string, number>): readonly string[] {
    this.#largest = new Set(largestOf(sizes, this.#limit));
    const ended: string[] = [];
    let gone: string[] | undefined;
    for (const service of this.#largest) {
      if (this.#counted.has(service)) continue;
      if (this.#counted.size >= this.#limit * 2) {
        gone ??= [...this.#counted].filter((name) => !sizes.has(name)).reverse();
        const place = gone.pop();
        if (place === undefined) break;
        this.#counted.delete(place);
        ended.push(place);
      }
      this.#counted.add(service);
    }
    return ended;
  }

  gaugeName(service: string): string {
    return this.#largest.has(service) ? labelOf(service) : OTHER_SERVICES;
  }

  /** The first services, as many as the limit, have their names at once; the others have to be among the largest. */
  counterName(service: string): string {
    if (!this.#counted.has(service)) {
      if (this.#counted.size >= this.#limit) return OTHER_SERVICES;
      this.#counted.add(service);
    }
    return labelOf(service);
  }

  isCounted(service: string): boolean {
    return this.#counted.has(service);
  }
}

export function labelOf(service: string): string {
  return service.length <= LONGEST ? service : `${service.slice(0, LONGEST)}…`;
}

/** Equally large ones by name, so that they do not take turns. */
function largestOf(sizes: ReadonlyMap<string, number>, limit: number): string[] {
  const names = [...sizes.keys()];
  if (names.length <= limit) return names;
  const size = (name: string) => sizes.get(name) ?? 0;
  return names.sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1)).slice(0, limit);
}
