'use client';

import type { ReactNode } from 'react';
import type { Impact } from '@/lib/domain/impact';
import type { Health, Instance } from '@/lib/domain/instance';
import type { SimulatedImpact } from '@/lib/domain/simulated-impact';
import type { InstanceActionKind } from './kind-looks';
import { MemberMarks, statesOf } from './member-marks';
import { ShareBars } from './share-bars';
import { SimulatedView } from './simulated-view';
import { useMembers } from './use-members';

interface ImpactViewProps {
  readonly impact: Impact;
  /** Absent where the service is too large for it. */
  readonly simulated: SimulatedImpact | undefined;
  readonly kind: InstanceActionKind;
  /** Ids of the instances acted on. */
  readonly targets: ReadonlySet<string>;
  /** Named where there are several services. */
  readonly isNamed: boolean;
}

/** What an action leaves of a service: its instances before and after, and who then takes which share. */
export function ImpactView({ impact, simulated, kind, targets, isNamed }: ImpactViewProps): ReactNode {
  const members = useMembers(impact.registry, impact.service);
  const states = statesOf([...members.values()]);
  const after = states.map(({ id, state }) => (targets.has(id) ? stateAfter(kind, state, members.get(id)) : state));
  const inRotation = (all: readonly (Health | 'out' | null)[]) =>
    all.filter((state) => state !== null && state !== 'out').length;
  const total = states.length;
  const isSame = kind === 'set-weight';
  return (
    <div className="impact">
      {isNamed && <h4 className="clip">{impact.service}</h4>}
      {total > 0 && !isSame && (
        <div className="before-after">
          <MemberMarks caption="Now" states={states.map(({ state }) => state)} />
          <MemberMarks caption="After" states={after} />
        </div>
      )}
      <table className="eff">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">What</span>
            </th>
            <th scope="col" className="num">
              Now
            </th>
            <th scope="col" className="num">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {total > 0 && (
            <Line
              what="In rotation"
              now={`${inRotation(states.map(({ state }) => state))} of ${total}`}
              after={`${inRotation(after)} of ${after.filter((state) => state !== null).length}`}
            />
          )}
          <Line what="Clients can route to" now={impact.before.instances} after={impact.after.instances} />
          <Line what="Weight of those" now={impact.before.weight} after={impact.after.weight} />
        </tbody>
      </table>
      <ShareBars shares={impact.shares} members={members} targets={targets} isEvery={isSame} />
      {simulated && (
        <SimulatedView
          simulated={simulated}
          byWeight={impact.shares}
          members={members}
          targets={targets}
          isEvery={isSame}
        />
      )}
    </div>
  );
}

function Line({ what, now, after }: { what: string; now: string | number; after: string | number }): ReactNode {
  const isNone = after === 0;
  return (
    <tr className="flat">
      <td>{what}</td>
      <td className="num dim">{now.toLocaleString('en')}</td>
      <td className={isNone ? 'num bad' : 'num'}>{after.toLocaleString('en')}</td>
    </tr>
  );
}

function stateAfter(
  kind: InstanceActionKind,
  state: Health | 'out',
  instance: Instance | undefined,
): Health | 'out' | null {
  switch (kind) {
    case 'drain':
      return 'out';
    case 'restore':
      return instance?.health ?? state;
    case 'deregister':
      return null;
    case 'set-weight':
      return state;
  }
}
