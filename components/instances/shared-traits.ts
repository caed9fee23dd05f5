import { decisiveOutput } from '@/lib/domain/change';
import type { Health, Instance } from '@/lib/domain/instance';

/** What the worst instances of a service have in common and the others have not. */
export interface SharedTraits {
  readonly health: Health;
  readonly count: number;
  readonly version?: string;
  readonly zone?: string;
  readonly node?: string;
  /** All their deciding checks say the same. */
  readonly output?: string;
  /** First and last time of registration, ISO 8601, where they lie close together. */
  readonly registered?: readonly [from: string, to: string];
}

const CLOSE_MS = 5 * 60_000;

/** Null where fewer than two are in trouble, where all are, or where nothing sets them apart. */
export function sharedTraits(instances: readonly Instance[]): SharedTraits | null {
  const inRotation = instances.filter((instance) => instance.rotation === 'in');
  const health = (['critical', 'warning'] as const).find((bad) => inRotation.some((one) => one.health === bad));
  if (health === undefined) return null;
  const worst = inRotation.filter((instance) => instance.health === health);
  const others = inRotation.filter((instance) => instance.health !== health);
  if (worst.length < 2) return null;

  const version = onlyOf(worst, others, (instance) => instance.version);
  const zone = onlyOf(worst, others, (instance) => instance.zone);
  const node = onlyOf(worst, others, (instance) => instance.node);
  const output = sameOf(worst, (instance) => decisiveOutput(instance)?.trim() || null);
  const registered = registeredTogether(worst, others);
  if (!(version ?? zone ?? node ?? output ?? registered)) return null;
  return {
    health,
    count: worst.length,
    ...(version && { version }),
    ...(zone && { zone }),
    ...(node && { node }),
    ...(output && { output }),
    ...(registered && { registered }),
  };
}

type Trait = (instance: Instance) => string | null;

/** The value all of `worst` have, when not all of `others` have it too. */
function onlyOf(worst: readonly Instance[], others: readonly Instance[], trait: Trait): string | undefined {
  const value = sameOf(worst, trait);
  if (value === undefined || others.length === 0) return undefined;
  return others.every((instance) => trait(instance) === value) ? undefined : value;
}

function sameOf(instances: readonly Instance[], trait: Trait): string | undefined {
  const first = instances[0] && trait(instances[0]);
  if (first === undefined || first === null) return undefined;
  return instances.every((instance) => trait(instance) === first) ? first : undefined;
}

function registeredTogether(worst: readonly Instance[], others: readonly Instance[]): [string, string] | undefined {
  const times = worst.map((instance) => instance.registeredAt).filter((at) => at !== null);
  const first = times.reduce((a, b) => (a < b ? a : b), times[0] ?? '');
  const last = times.reduce((a, b) => (a > b ? a : b), first);
  if (times.length < worst.length || others.length === 0 || Date.parse(last) - Date.parse(first) > CLOSE_MS) {
    return undefined;
  }
  const isTheirs = others.every(
    ({ registeredAt }) => registeredAt === null || registeredAt < first || registeredAt > last,
  );
  return isTheirs ? [first, last] : undefined;
}
