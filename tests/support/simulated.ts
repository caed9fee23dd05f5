import { policyOf } from '@/lib/balancer/policies';
import type { PolicyOptions } from '@/lib/balancer/policy';
import { type ChosenPolicy, Run } from '@/lib/simulation/run';
import type { Scenario, SimulatedInstance, Traffic } from '@/lib/simulation/scenario';

export const INSTANCE: Omit<SimulatedInstance, 'id' | 'key'> = {
  weight: 1,
  health: 'passing',
  rotation: 'in',
  slowness: 1,
  concurrency: 1,
  queueLimit: null,
};

/** `i0`, `i1` … at `10.0.0.n:80`. */
export function fleet(size: number, given: Partial<SimulatedInstance> = {}): SimulatedInstance[] {
  return Array.from({ length: size }, (_, i) => ({ ...INSTANCE, id: `i${i}`, key: `10.0.0.${i}:80`, ...given }));
}

/** Poisson arrivals at a load (0 to 1) of `servers` that each take 1 ms on average. */
export function poissonTraffic(servers: number, rho: number, requests: number): Traffic {
  return {
    requests,
    warmUp: Math.floor(requests / 20),
    arrivals: { kind: 'poisson', ratePerSecond: 1000 * servers * rho },
    serviceTime: { kind: 'exponential', meanMs: 1 },
    keys: { kind: 'none' },
    timeoutMs: null,
    retries: 0,
    limitMs: null,
  };
}

export function scenarioOf(given: Pick<Scenario, 'instances' | 'traffic'> & Partial<Scenario>): Scenario {
  return { seed: '1', events: [], balancers: 1, staleMs: 0, panicPercent: 0, ...given };
}

/** A policy by its id. */
export function chosen(id: string, options: PolicyOptions = {}): ChosenPolicy {
  const policy = policyOf(id);
  if (!policy) throw new Error(`no policy ${id}`);
  return { policy, options };
}

/** Runs a simulation to its end. */
export function ended<Answer>(simulation: Generator<number, Answer>): Answer {
  for (;;) {
    const next = simulation.next();
    if (next.done) return next.value;
  }
}

/** Runs to the end. */
export function ran(scenario: Scenario, id: string, options: PolicyOptions = {}): Run {
  const run = new Run(scenario, chosen(id, options), { picks: 10_000, columns: 32 });
  while (run.advance(100_000));
  return run;
}
