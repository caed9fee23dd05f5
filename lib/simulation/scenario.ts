import type { Health, Rotation } from '../domain/instance';

/** When requests come. Rates are per second, times in milliseconds of virtual time. */
export type Arrivals =
  | { readonly kind: 'constant' | 'poisson'; readonly ratePerSecond: number }
  /** Groups that come at once: a Poisson process of groups, so that the rate is that of requests. */
  | { readonly kind: 'bursts'; readonly ratePerSecond: number; readonly size: number }
  /** Never falling; with fewer than there are requests it is begun again after its end. */
  | { readonly kind: 'trace'; readonly atMs: readonly number[] };

/** How much work a request is on an instance of slowness 1. */
export type ServiceTime =
  | { readonly kind: 'constant' | 'exponential'; readonly meanMs: number }
  /** `sigma` is the standard deviation of the logarithm. */
  | { readonly kind: 'log-normal'; readonly meanMs: number; readonly sigma: number };

/** What requests are hashed by. */
export type Keys =
  | { readonly kind: 'none' }
  | { readonly kind: 'uniform'; readonly count: number }
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number }
  /** One after another, and again from the first. */
  | { readonly kind: 'list'; readonly keys: readonly string[] };

export interface Traffic {
  readonly requests: number;
  /** How many of the first requests no statistic of load counts: the queues begin empty. */
  readonly warmUp: number;
  readonly arrivals: Arrivals;
  readonly serviceTime: ServiceTime;
  readonly keys: Keys;
  /** After which whoever asked gives up; null for never. */
  readonly timeoutMs: number | null;
  /** How often a request that failed or was given up is tried again, at once. */
  readonly retries: number;
  /** An answer within this counts as a success; null counts every answer that is no error. */
  readonly limitMs: number | null;
}

/** One instance at the start. */
export interface SimulatedInstance {
  readonly id: string;
  /** What is hashed for it: `host:port`. */
  readonly key: string;
  readonly weight: number;
  readonly health: Health;
  readonly rotation: Rotation;
  /** Its work takes so many times as long. */
  readonly slowness: number;
  /** How many requests it works on at once. */
  readonly concurrency: number;
  /** How many may wait; one more is refused at once. Null for no limit. */
  readonly queueLimit: number | null;
}

/** What happens to the fleet during a run. */
export type FleetEvent = { readonly atMs: number; readonly instance: string } & (
  | { readonly kind: 'drain' | 'restore' | 'remove' | 'recover' }
  /** It answers every request with an error, after so many milliseconds. */
  | { readonly kind: 'fail'; readonly answersAfterMs: number }
  | { readonly kind: 'weight'; readonly weight: number }
  | { readonly kind: 'slow'; readonly slowness: number }
  /** It is there from now on; until then it is not. */
  | { readonly kind: 'add' }
);

/** Everything a run depends on besides the policy: the same scenario is the same trace for every policy. */
export interface Scenario {
  readonly seed: string;
  readonly instances: readonly SimulatedInstance[];
  readonly traffic: Traffic;
  /** In any order. */
  readonly events: readonly FleetEvent[];
  /** How many balancers share the requests, by chance; each has private state. */
  readonly balancers: number;
  /** How old what a balancer knows of requests in flight may be, in milliseconds; 0 for never old. */
  readonly staleMs: number;
  /** Below which percentage of healthy instances all are used; 0 for never. */
  readonly panicPercent: number;
}
