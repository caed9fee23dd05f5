import type { FleetMember } from './simulation-fleet';
import { DEFAULT_SETUP, type Setup } from './simulation-setup';

/**
 * A setup with the fleet there is now: what was asked for its members, what happens to them and who leaves stay with
 * the same addresses, and go where those have gone.
 */
export function renewedSetup(setup: Setup, now: readonly FleetMember[]): Setup {
  const { fleet, events, change } = setup;
  const nowAt = new Map(named(now).map((name, place) => [name, place]));
  const placeNow = named(fleet).map((name) => nowAt.get(name));
  const earlierAt = new Map(placeNow.map((place, earlier) => [place, fleet[earlier]]));
  return {
    ...setup,
    fleet: now.map((member, place) => renewedMember(member, earlierAt.get(place))),
    events: events.flatMap((event) => {
      const place = placeNow[event.place];
      return place === undefined ? [] : [{ ...event, place }];
    }),
    change: change.kind === 'add' ? change : leaving(change.places.flatMap((place) => placeNow[place] ?? [])),
  };
}

/** Instances of one address are told apart by their order. */
function named(fleet: readonly FleetMember[]): readonly string[] {
  const seen = new Map<string, number>();
  return fleet.map(({ key }) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${count} ${key}`;
  });
}

function renewedMember(member: FleetMember, earlier: FleetMember | undefined): FleetMember {
  if (!earlier) return member;
  const { slowness, takesPart, isEdited, weight, health } = earlier;
  return {
    ...member,
    slowness,
    takesPart: earlier.rotation === member.rotation ? takesPart : member.takesPart,
    ...(isEdited && { isEdited, weight, health }),
  };
}

function leaving(places: readonly number[]): Setup['change'] {
  return places.length > 0 ? { kind: 'remove', places: places.toSorted((a, b) => a - b) } : DEFAULT_SETUP.change;
}
