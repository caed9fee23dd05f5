import type { Contender } from '../balancer/contender';
import { eligible } from '../balancer/eligible';
import type { Policy } from '../balancer/policy';
import { KeyedRequest } from './keyed-request';
import type { Server } from './server';

/** What a balancer knows of one instance. */
interface Known extends Contender {
  weight: number;
  active: number;
  since: number;
  /** Requests it has there now; `active` may be older. */
  inFlight: number;
  readonly place: number;
}

/** One balancer: a policy with state of its own, and what it knows of the instances. */
export class Front {
  readonly #policy: Policy;
  readonly #servers: readonly Server[];
  readonly #known: readonly Known[];
  readonly #panicPercent: number;
  readonly #isStale: boolean;

  constructor(policy: Policy, servers: readonly Server[], rules: { panicPercent: number; isStale: boolean }) {
    this.#policy = policy;
    this.#servers = servers;
    this.#panicPercent = rules.panicPercent;
    this.#isStale = rules.isStale;
    this.#known = servers.map(({ id, key, weight, since }, place) => ({
      id,
      key,
      weight,
      since,
      active: 0,
      inFlight: 0,
      place,
    }));
    this.update();
  }

  /** Reads the fleet anew: who is there, in rotation and healthy, and with which weight. */
  update(): void {
    const present = this.#servers.flatMap((server, place) => {
      const known = this.#known[place];
      if (!server.isPresent || !known) return [];
      known.weight = server.weight;
      known.since = server.since;
      return [{ known, health: server.health, rotation: server.rotation }];
    });
    const { instances } = eligible(present, { thresholdPercent: this.#panicPercent, failsTraffic: false });
    this.#policy.update(instances.map(({ known }) => known));
  }

  /** The place of the instance a request goes to; -1 where there is none. */
  pick(key: string | undefined, attempt: number): number {
    const picked = this.#policy.pick(key === undefined ? { attempt } : new KeyedRequest(key, attempt));
    if (picked === null) return -1;
    const known = picked as Known;
    known.inFlight += 1;
    if (!this.#isStale) known.active = known.inFlight;
    return known.place;
  }

  /** Tells how a request it had picked an instance for has ended, for the balancer. */
  finished(place: number, latencyMs: number, failed: boolean): void {
    const known = this.#known[place];
    if (!known) return;
    known.inFlight -= 1;
    if (!this.#isStale) known.active = known.inFlight;
    this.#policy.finished?.(known, { latencyMs, failed });
  }

  /** Brings what is known of requests in flight up to now. */
  refresh(): void {
    for (const known of this.#known) known.active = known.inFlight;
  }
}
