import { formatAddress, type Health, type Instance, type Rotation } from '../domain/instance';
import { compareText } from '../domain/query';

/** One instance of the fleet that is simulated. */
export interface FleetMember {
  /** `host:port`: what is shown, and what is hashed for it. */
  readonly key: string;
  readonly weight: number;
  readonly health: Health;
  readonly rotation: Rotation;
  /** Its work takes so many times as long. */
  readonly slowness: number;
  /** Whether it takes part; those out of rotation do not unless asked to. */
  readonly takesPart: boolean;
  /** Its weight or health was set here and is not the registry's. */
  readonly isEdited: boolean;
}

/** The most that a link should hold: servers refuse longer addresses. */
export const MOST_MEMBERS = 300;
const MOST_CHARACTERS = 9_000;

const LETTERS = { warning: 'w', critical: 'c', unknown: 'u' } as const;
const HEALTH_OF: Readonly<Record<string, Health>> = { w: 'warning', c: 'critical', u: 'unknown' };

/** The instances of a service as they are, by address; those that a link cannot hold are left away. */
export function fleetOf(instances: Iterable<Instance>): readonly FleetMember[] {
  const members = [...instances]
    .sort((a, b) => compareText(a.address, b.address) || a.port - b.port || compareText(a.id, b.id))
    .map(({ address, port, weight, health, rotation }): FleetMember => {
      const takesPart = rotation === 'in';
      const known = weight !== null && isWeight(weight) ? weight : 1;
      const key = formatAddress(address, port);
      return { key, weight: known, health, rotation, slowness: 1, takesPart, isEdited: false };
    });
  return fitting(members);
}

/** A made-up fleet: weights in turn, all healthy. */
export function madeUpFleet(size: number, weights: readonly number[] = [1]): readonly FleetMember[] {
  return Array.from({ length: size }, (_, place) => ({
    key: `10.0.${Math.floor(place / 250)}.${(place % 250) + 1}:8080`,
    weight: weights[place % weights.length] ?? 1,
    health: 'passing',
    rotation: 'in',
    slowness: 1,
    takesPart: true,
    isEdited: false,
  }));
}

/** Whether two fleets are the same as far as any balancer can tell, what was set here left aside. */
export function isSameFleet(one: readonly FleetMember[], other: readonly FleetMember[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(({ key, weight, health, rotation, isEdited }, place) => {
    const member = other[place];
    if (!member || member.key !== key || member.rotation !== rotation) return false;
    if (isEdited || member.isEdited) return true;
    if (member.weight !== weight) return false;
    return (member.health === 'critical') === (health === 'critical');
  });
}

/** A fleet as text: members parted by commas, what is not usual of each after a tilde. */
export function fleetText(fleet: readonly FleetMember[]): string {
  return fleet.map(memberText).join(',');
}

/** What of a text means a fleet; nothing of it is taken on trust. */
export function fleetFrom(text: string): readonly FleetMember[] {
  if (text === '') return [];
  return text
    .split(',', MOST_MEMBERS)
    .map(memberFrom)
    .filter((member) => member !== null);
}

function memberText({ key, weight, health, rotation, slowness, takesPart, isEdited }: FleetMember): string {
  // In twos of hexadecimal what parts members and their marks.
  const parts = [encodeURIComponent(key.toWellFormed()).replaceAll('%3A', ':').replaceAll('~', '%7E')];
  if (weight !== 1) parts.push(String(weight));
  if (health !== 'passing') parts.push(LETTERS[health]);
  if (rotation === 'out') parts.push('o');
  if (takesPart !== (rotation === 'in')) parts.push('x');
  if (slowness !== 1) parts.push(`s${slowness}`);
  if (isEdited) parts.push('e');
  return parts.join('~');
}

function memberFrom(text: string): FleetMember | null {
  const [name = '', ...marks] = text.split('~');
  const key = decoded(name);
  if (key === null || key === '') return null;
  const rotation = marks.includes('o') ? 'out' : 'in';
  const health = marks.map((mark) => HEALTH_OF[mark]).find((known) => known !== undefined) ?? 'passing';
  const weight = marks.map((mark) => (/^\d/.test(mark) ? Number(mark) : Number.NaN)).find(isWeight) ?? 1;
  const slowness = marks.map((mark) => (mark.startsWith('s') ? Number(mark.slice(1)) : Number.NaN)).find(isSlowness);
  const takesPart = (rotation === 'in') !== marks.includes('x');
  const isEdited = marks.includes('e');
  return { key, weight, health, rotation, slowness: slowness ?? 1, takesPart, isEdited };
}

export function isWeight(value: number): boolean {
  return value >= 0 && value <= 1_000_000;
}

export function isSlowness(value: number): boolean {
  return value >= 0.01 && value <= 1_000;
}

function fitting(members: readonly FleetMember[]): readonly FleetMember[] {
  let characters = 0;
  const end = members.findIndex((member, place) => {
    characters += memberText(member).length + 1;
    return place >= MOST_MEMBERS || characters > MOST_CHARACTERS;
  });
  return end < 0 ? members : members.slice(0, end);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
