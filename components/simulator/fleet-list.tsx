import type { ReactNode } from 'react';
import { type FleetMember, MOST_MEMBERS, madeUpFleet } from '@/lib/view/simulation-fleet';
import { isPanicking } from '@/lib/view/simulation-plan';
import { renewedSetup } from '@/lib/view/simulation-renewal';
import { FleetSize } from './fleet-size';
import { MemberRow } from './member-row';
import { shortKeys } from './short-keys';
import type { LiveFleet } from './use-live-fleet';
import type { SetupState } from './use-setup';

/** The instances, who takes part, and what each is like. */
export function FleetList({ state, live }: { state: SetupState; live: LiveFleet | null }): ReactNode {
  const { setup, change } = state;
  const { fleet, origin } = setup;
  if (fleet.length === 0) return null;
  const taking = fleet.filter(({ takesPart }) => takesPart).length;
  const names = shortKeys(fleet.map(({ key }) => key));
  const left = origin && live ? live.total - live.members.length : 0;

  function put(place: number, part: Partial<FleetMember>): void {
    change({ fleet: fleet.map((member, at) => (at === place ? { ...member, ...part } : member)) });
  }

  return (
    <fieldset className="fleet">
      <legend className="row2">
        <b>{headOf(taking, fleet)}</b>
        <span className="faint">weight</span>
      </legend>
      {origin === null && (
        <FleetSize size={fleet.length} onSize={(size) => change(renewedSetup(setup, resized(fleet, size)))} />
      )}
      <ul>
        {fleet.map((member, place) => (
          <MemberRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two instances may have one address; a place is who it is here.
            key={place}
            member={member}
            name={names[place] ?? member.key}
            zone={live?.zones.get(member.key) ?? null}
            onPut={(part) => put(place, part)}
          />
        ))}
      </ul>
      {isPanicking(setup) && (
        <p className="hint">
          Fewer than {setup.panicPercent} % are healthy: in panic all of them get requests, the critical ones too.
        </p>
      )}
      {left > 0 && (
        <p className="hint">
          {left.toLocaleString('en')} more do not fit into a link: the first {Math.min(fleet.length, MOST_MEMBERS)} by
          address stand for all.
        </p>
      )}
    </fieldset>
  );
}

function headOf(taking: number, fleet: readonly FleetMember[]): string {
  const noun = fleet.length === 1 ? 'instance' : 'instances';
  return taking === fleet.length ? `${fleet.length} ${noun}` : `${taking} of ${fleet.length} ${noun}`;
}

function resized(fleet: readonly FleetMember[], size: number): readonly FleetMember[] {
  return madeUpFleet(size).map((made, place) => fleet[place] ?? made);
}
