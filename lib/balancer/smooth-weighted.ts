import type { Contender } from './contender';
import type { Outcome, Policy, Surroundings } from './policy';
import { wholeWeights } from './whole-weights';

/** NGINX's passive health check. 0 failures means none is made. */
export interface SmoothOptions {
  readonly maxFails: number;
  readonly failTimeoutMs: number;
}

interface Peer {
  readonly instance: Contender;
  weight: number;
  current: number;
  /** Its weight, less what failures took; every pick gives 1 back. */
  effective: number;
  fails: number;
  accessedAt: number;
  checkedAt: number;
}

const NEVER = Number.NEGATIVE_INFINITY;

/**
 * NGINX's smooth weighted round robin (commit 52327e0627f4, ngx_http_upstream_round_robin.c): every pick gives each peer
 * its weight, takes the richest (the first of equals) and charges it the total. Removal keeps the others' balance; a new
 * weight counts in full from its update on. Weights are made whole ones.
 */
export class SmoothWeighted implements Policy {
  readonly #options: SmoothOptions;
  readonly #now: Surroundings['now'];
  #peers: readonly Peer[] = [];

  constructor(options: SmoothOptions, now: Surroundings['now']) {
    this.#options = options;
    this.#now = now;
  }

  update(list: readonly Contender[]): void {
    const known = new Map(this.#peers.map((peer) => [peer.instance, peer]));
    const weights = wholeWeights(list.map((instance) => instance.weight));
    this.#peers = list.map((instance, index) => {
      const weight = weights[index] ?? 0;
      const peer = known.get(instance) ?? newPeer(instance, weight);
      if (peer.weight !== weight) {
        peer.weight = weight;
        peer.effective = weight;
      }
      return peer;
    });
  }

  pick(): Contender | null {
    return this.pickAmong(null);
  }

  /** What each is owed, in the order of the list: they always add up to 0. */
  get balances(): readonly number[] {
    return this.#peers.map((peer) => peer.current);
  }

  /** The next one of these alone; null means of all. */
  pickAmong(among: ReadonlySet<Contender> | null): Contender | null {
    const now = this.#options.maxFails > 0 ? this.#now() : 0;
    let best: Peer | null = null;
    let total = 0;
    for (const peer of this.#peers) {
      const { weight } = peer;
      if (weight <= 0 || (among !== null && !among.has(peer.instance)) || this.#isResting(peer, now)) continue;
      peer.current += peer.effective;
      total += peer.effective;
      if (peer.effective < weight) peer.effective = Math.min(peer.effective + 1, weight);
      if (best === null || peer.current > best.current) best = peer;
    }
    if (best === null) return null;
    best.current -= total;
    if (now - best.checkedAt > this.#options.failTimeoutMs) best.checkedAt = now;
    return best.instance;
  }

  finished(instance: Contender, outcome: Outcome): void {
    const { maxFails } = this.#options;
    const peer = maxFails > 0 ? this.#peers.find((candidate) => candidate.instance === instance) : undefined;
    if (peer === undefined) return;
    if (!outcome.failed) {
      if (peer.accessedAt < peer.checkedAt) peer.fails = 0;
      return;
    }
    peer.fails++;
    peer.accessedAt = this.#now();
    peer.checkedAt = peer.accessedAt;
    peer.effective = Math.max(0, peer.effective - Math.floor(peer.weight / maxFails));
  }

  #isResting(peer: Peer, now: number): boolean {
    const { maxFails, failTimeoutMs } = this.#options;
    // A single server is never rested: there is nobody else.
    if (maxFails === 0 || this.#peers.length === 1 || peer.fails < maxFails) return false;
    return now - peer.checkedAt <= failTimeoutMs;
  }
}

function newPeer(instance: Contender, weight: number): Peer {
  return { instance, weight, current: 0, effective: weight, fails: 0, accessedAt: NEVER, checkedAt: NEVER };
}
