import type { FleetMember } from './simulation-fleet';
import { policiesText } from './simulation-policies';
import { DEFAULT_SETUP, type PolicyChoice, type Setup } from './simulation-setup';

/**
 * A link that names a service and holds no fleet, with the instances there are. Where it names no policies either, the
 * one the service is said to use stands first.
 */
export function openedSetup(setup: Setup, fleet: readonly FleetMember[], said: PolicyChoice | null): Setup {
  if (said === null || setup.policies !== DEFAULT_SETUP.policies) return { ...setup, fleet };
  const others = setup.policies.filter((choice) => policiesText([choice]) !== policiesText([said]));
  return { ...setup, fleet, policies: [said, ...others].slice(0, setup.policies.length) };
}
