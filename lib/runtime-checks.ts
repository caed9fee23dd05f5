import type { Registry as Metrics } from 'prom-client';
import type { Actions } from './actions/actions';
import { createOwnActs } from './actions/own-acts';
import { createCheckMetrics } from './checks/check-metrics';
import { ruleFor } from './checks/check-rule';
import { CheckedFleet, type CheckedFleetDeps } from './checks/checked-fleet';
import { CriticalPolicy } from './checks/critical-policy';
import { createSystemResolve } from './checks/system-resolve';
import type { ChecksConfig } from './config-checks';
import type { Clock, Random } from './domain/clock';
import type { Log } from './domain/log';
import type { Feed, FeedOptions } from './feed/feed';
import type { RollcallMetrics } from './metrics/metrics';

/** What the feed has to know of the checks: nothing at all where there are none. */
export function checkedByRules({ rules }: ChecksConfig): Pick<FeedOptions, 'isChecked'> {
  if (rules.length === 0) return {};
  return { isChecked: (registry, service) => ruleFor(rules, registry, service) !== undefined };
}

export interface ChecksDeps {
  readonly feed: Feed;
  readonly actions: Actions;
  readonly metrics: Metrics;
  readonly checkMade: RollcallMetrics['checkMade'];
  /** Whether this process acts on a registry by the policies. */
  readonly mayAct: (registry: string) => boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Checks, and acts by the policies, until the signal aborts. */
export async function runChecks(config: ChecksConfig, deps: ChecksDeps, signal: AbortSignal): Promise<void> {
  if (config.rules.length === 0) return;
  const { made: measured, register } = createCheckMetrics();
  const made: CheckedFleetDeps['made'] = (check) => {
    measured(check);
    deps.checkMade(check);
  };
  const fleet = new CheckedFleet(config, { ...deps, resolve: createSystemResolve(), made });
  register(deps.metrics, fleet);
  const policy = new CriticalPolicy(config.rules, { ...deps, fleet, acts: createOwnActs(deps.actions) });
  await Promise.all([fleet.run(signal), policy.run(signal)]);
}
