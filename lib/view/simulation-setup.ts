import type { PolicyOptions } from '../balancer/policy';
import type { FleetEvent } from '../simulation/scenario';
import type { FleetMember } from './simulation-fleet';
import type { Recording } from './simulation-recording';

export const QUESTIONS = ['load', 'shares', 'churn'] as const;
export type Question = (typeof QUESTIONS)[number];

export const SERVICE_TIMES = ['exponential', 'constant', 'log-normal'] as const;
export const ARRIVALS = ['poisson', 'constant', 'bursts', 'recorded'] as const;
export const KEY_SOURCES = ['drawn', 'recorded'] as const;

/** A policy to compare, with the options that are not its defaults. */
export interface PolicyChoice {
  readonly id: string;
  readonly options: PolicyOptions;
}

/** A fleet event by the place of its instance in the fleet. */
export type PlacedEvent = FleetEvent extends infer Event
  ? Event extends FleetEvent
    ? Omit<Event, 'instance'> & { readonly place: number }
    : never
  : never;

/** Who leaves (places in the fleet), or how many join. */
export type ChurnChange =
  | { readonly kind: 'remove'; readonly places: readonly number[] }
  | { readonly kind: 'add'; readonly count: number };

/** The numbers that one may set. Times in milliseconds; 0 is none for timeout, limit and queue. */
export interface SetupNumbers {
  readonly loadPercent: number;
  readonly meanMs: number;
  /** Zipf's exponent; 0 is every key alike. */
  readonly keySkew: number;
  readonly keyCount: number;
  readonly requests: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly limitMs: number;
  readonly concurrency: number;
  readonly queueLimit: number;
  readonly balancers: number;
  readonly staleMs: number;
  readonly panicPercent: number;
}

/** Everything a comparison depends on, and all that a link holds. */
export interface Setup extends SetupNumbers {
  /** Where the fleet was read; null for a made-up one. */
  readonly origin: { readonly registry: string; readonly service: string } | null;
  readonly fleet: readonly FleetMember[];
  readonly preset: string | null;
  readonly question: Question;
  readonly policies: readonly PolicyChoice[];
  readonly serviceTime: (typeof SERVICE_TIMES)[number];
  readonly arrivals: (typeof ARRIVALS)[number];
  /** When requests came, in milliseconds from the first; for arrivals that are recorded. */
  readonly trace: Recording<number> | null;
  readonly keysFrom: (typeof KEY_SOURCES)[number];
  /** Who asked, one after another; for keys that are recorded. */
  readonly keyFile: Recording<string> | null;
  readonly seed: string;
  /** An instance of half the weight takes twice as long. */
  readonly isWeightCapacity: boolean;
  readonly events: readonly PlacedEvent[];
  readonly change: ChurnChange;
}

/** From and to, both included; `isWhole` where parts mean nothing. */
export const LIMITS: Readonly<Record<keyof SetupNumbers, { least: number; most: number; isWhole: boolean }>> = {
  loadPercent: { least: 1, most: 200, isWhole: true },
  meanMs: { least: 0.1, most: 60_000, isWhole: false },
  keySkew: { least: 0, most: 3, isWhole: false },
  keyCount: { least: 1, most: 100_000, isWhole: true },
  requests: { least: 100, most: 5_000_000, isWhole: true },
  timeoutMs: { least: 0, most: 600_000, isWhole: false },
  retries: { least: 0, most: 10, isWhole: true },
  limitMs: { least: 0, most: 600_000, isWhole: false },
  concurrency: { least: 1, most: 1_000, isWhole: true },
  queueLimit: { least: 0, most: 1_000_000, isWhole: true },
  balancers: { least: 1, most: 100, isWhole: true },
  staleMs: { least: 0, most: 60_000, isWhole: false },
  panicPercent: { least: 0, most: 100, isWhole: true },
};

export const MOST_POLICIES = 6;
export const SEED_LENGTH = 64;
export const MOST_EVENTS = 20;
export const MOST_JOINING = 50;

export const DEFAULT_SETUP: Setup = {
  origin: null,
  fleet: [],
  preset: null,
  question: 'load',
  policies: [
    { id: 'weighted-round-robin', options: {} },
    { id: 'ring-hash', options: {} },
    { id: 'least-request', options: {} },
    { id: 'least-connections', options: {} },
  ],
  serviceTime: 'exponential',
  arrivals: 'poisson',
  trace: null,
  keysFrom: 'drawn',
  keyFile: null,
  loadPercent: 70,
  meanMs: 20,
  keySkew: 0.7,
  keyCount: 10_000,
  requests: 60_000,
  seed: '42',
  timeoutMs: 0,
  retries: 0,
  limitMs: 0,
  concurrency: 1,
  queueLimit: 0,
  balancers: 1,
  staleMs: 0,
  panicPercent: 50,
  isWeightCapacity: true,
  events: [],
  change: { kind: 'remove', places: [0] },
};
