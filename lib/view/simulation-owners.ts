import { simulateShares } from '../simulation/simulate-shares';
import { chosenPolicy, churnOf, participants } from './simulation-plan';
import type { PolicyChoice, Setup } from './simulation-setup';

/** Who owns what part of a ring, or the first places of a table; places of the instances the answer names. */
export interface Owners {
  readonly kind: 'ring' | 'table';
  readonly now: readonly number[];
  /** Where somebody left or joined; those that joined come after the others. */
  readonly after: readonly number[] | null;
}

const KINDS: Readonly<Record<string, Owners['kind']>> = {
  'ring-hash': 'ring',
  'bounded-load': 'ring',
  'nginx-hash': 'ring',
  ketama: 'ring',
  maglev: 'table',
};
const LOOKED_AT = 256;

/** Null for a policy that keeps neither ring nor table. */
export function ownersOf(setup: Setup, choice: PolicyChoice): Owners | null {
  const kind = KINDS[choice.id];
  const { policy, options } = chosenPolicy(choice);
  if (kind === undefined || policy.tablePoints(options, [1]) === 0) return null;
  const hashes = Array.from({ length: LOOKED_AT }, (_, index) => hashAt(kind, index));
  const ids = (instances: readonly { readonly id: string }[]) => instances.map(({ id }) => id);
  const owners = (instances: ReturnType<typeof churnOf>['instances'], all: readonly string[]) => {
    const asked = { instances, seed: setup.seed, panicPercent: setup.panicPercent, keepPicks: LOOKED_AT };
    const steps = simulateShares({ ...asked, asked: { hashes }, inFlight: 0 }, chosenPolicy(choice));
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value.picks.map((place) => all.indexOf(instances[place]?.id ?? ''));
  };
  if (setup.question !== 'churn') {
    const instances = participants(setup);
    return { kind, now: owners(instances, ids(instances)), after: null };
  }
  const { instances, change } = churnOf(setup);
  const joined = change.kind === 'add' ? [...instances, ...change.instances] : instances;
  const left = change.kind === 'remove' ? instances.filter(({ id }) => !change.ids.includes(id)) : joined;
  return { kind, now: owners(instances, ids(joined)), after: owners(left, ids(joined)) };
}

/** Evenly along the ring, in both halves since some rings are of 32 bits; of a table place after place. */
function hashAt(kind: Owners['kind'], index: number): bigint {
  if (kind === 'table') return BigInt(index);
  const half = BigInt(Math.floor((index * 2 ** 32) / LOOKED_AT));
  return (half << 32n) | half;
}
