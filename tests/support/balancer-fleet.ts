import type { BalancedRequest, Contender } from '@/lib/balancer/contender';
import type { OfferedPolicy } from '@/lib/balancer/offered-policy';
import { policyOf } from '@/lib/balancer/policies';
import type { Policy, PolicyOptions, Surroundings } from '@/lib/balancer/policy';
import { seededRandom } from '@/lib/domain/random';

/** A contender a test may change. */
export type TestContender = { -readonly [Name in keyof Contender]: Contender[Name] };

/** Contenders a, b, c … with these weights and nothing in flight. */
export function fleet(...weights: readonly number[]): TestContender[] {
  return weights.map((weight, index) => contender({ id: String.fromCharCode(97 + index), weight }));
}

export function contender(given: Partial<TestContender> & { readonly id: string }): TestContender {
  return { key: given.id, weight: 1, active: 0, since: 0, ...given };
}

/** Contenders named after what is hashed for them. */
export function keyed(keys: readonly string[], weights: readonly number[] = []): TestContender[] {
  return keys.map((key, index) => contender({ id: key, key, weight: weights[index] ?? 1 }));
}

/** Chance that is always the first choice, and no time passing. */
export const STILL: Surroundings = { random: () => 0, now: () => 0 };

/** What Envoy's tests mock as `random() == seed`, for policies that take a seed at their start. */
export function seeded(seed: number): Surroundings {
  return { random: () => seed / 2 ** 20, now: () => 0 };
}

export function chance(seed: number): Surroundings {
  return { random: seededRandom(seed), now: () => 0 };
}

interface Made {
  readonly options?: PolicyOptions;
  readonly surroundings?: Surroundings;
}

/** The policy of an id over these instances. */
export function made(
  id: string,
  instances: readonly Contender[],
  { options = {}, surroundings = STILL }: Made = {},
): Policy {
  const policy = known(id).create(options, surroundings);
  policy.update(instances);
  return policy;
}

export function known(id: string): OfferedPolicy {
  const policy = policyOf(id);
  if (policy === undefined) throw new Error(`no policy ${id}`);
  return policy;
}

/** The ids of the next picks, `-` for none. */
export function picks(policy: Policy, count: number, request: BalancedRequest = {}): string {
  return Array.from({ length: count }, () => policy.pick(request)?.id ?? '-').join(' ');
}

/** How often each was picked. */
export function counts(policy: Policy, requests: Iterable<BalancedRequest>): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const request of requests) {
    const id = policy.pick(request)?.id ?? '-';
    counted[id] = (counted[id] ?? 0) + 1;
  }
  return counted;
}

/** As many requests, all alike. */
export function times(count: number, request: BalancedRequest = {}): BalancedRequest[] {
  return Array.from({ length: count }, () => request);
}
