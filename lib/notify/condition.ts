import { formatAddress, type Instance } from '../domain/instance';
import type { Link } from '../domain/link';
import type { AlertInstance } from '../domain/notification';
import type { ServiceSummary } from '../domain/service';
import type { Condition, ServiceCondition, Threshold } from './rule';

/** What a look at a service or a link has shown. */
export interface Finding {
  readonly isSo: boolean;
  /** "3 of 10 critical". */
  readonly summary: string;
}

/** Instances that make a condition true: the first few, and how many more there are. */
export interface Picture {
  readonly instances: readonly AlertInstance[];
  readonly moreInstances: number;
}

export const NO_PICTURE: Picture = { instances: [], moreInstances: 0 };

const LISTED = 20;

/** @param summary null for a service that is not registered */
export function judgeService(condition: Condition, summary: ServiceSummary | null): Finding {
  if (condition.state === 'stale') throw new Error('a service has no link');
  if (condition.state === 'absent')
    return { isSo: summary === null, summary: summary ? 'registered' : 'not registered' };
  const { count, of } = tally(condition.state, summary);
  const isSo = isOver(condition.threshold, count, of);
  return { isSo, summary: summary ? `${count} of ${of} ${stateWords(condition.state)}` : 'not registered' };
}

/** Null while nobody knows: the link has not been up yet. */
export function judgeLink(link: Link): Finding | null {
  if (link.state === 'connecting') return null;
  if (link.state === 'live') return { isSo: false, summary: 'link live' };
  return { isSo: true, summary: `link stale: ${link.cause}` };
}

/** Those that the condition is about: in the state, or not in it where too few are. */
export function pictureOf(condition: Condition, instances: Iterable<Instance>): Picture {
  if (condition.state === 'absent' || condition.state === 'stale') return NO_PICTURE;
  const listed: AlertInstance[] = [];
  let more = 0;
  for (const instance of instances) {
    if (!isConcerned(condition, instance)) continue;
    if (listed.length < LISTED) listed.push(alertInstance(instance));
    else more += 1;
  }
  return { instances: listed, moreInstances: more };
}

export function alertInstance({ id, address, port, health, rotation, flapping, since }: Instance): AlertInstance {
  return { id, address: formatAddress(address, port), health, rotation, flapping, since };
}

/** "not passing" of `not-passing`. */
export function stateWords(state: string): string {
  return state.replaceAll('-', ' ');
}

function tally(state: ServiceCondition['state'], summary: ServiceSummary | null): { count: number; of: number } {
  if (!summary) return { count: 0, of: 0 };
  const { inRotation, instances, flapping } = summary;
  const of = instances.total - instances.out;
  switch (state) {
    case 'out':
      return { count: instances.out, of: instances.total };
    case 'flapping':
      return { count: flapping, of: instances.total };
    case 'not-passing':
      return { count: of - inRotation.passing, of };
    default:
      return { count: inRotation[state], of };
  }
}

function isOver({ is, amount }: Threshold, count: number, of: number): boolean {
  const [value, limit] = 'count' in amount ? [count, amount.count] : [of === 0 ? 0 : count / of, amount.share];
  switch (is) {
    case 'at-least':
      return value >= limit;
    case 'more-than':
      return value > limit;
    case 'fewer-than':
      return value < limit;
  }
}

function isConcerned({ state, threshold }: ServiceCondition, instance: Instance): boolean {
  const isIn = isInState(state, instance);
  return isIn !== null && isIn === (threshold.is !== 'fewer-than');
}

/** Null for an instance that is not counted at all. */
function isInState(state: ServiceCondition['state'], { health, rotation, flapping }: Instance): boolean | null {
  if (state === 'out') return rotation === 'out';
  if (state === 'flapping') return flapping;
  if (rotation === 'out') return null;
  return state === 'not-passing' ? health !== 'passing' : health === state;
}
