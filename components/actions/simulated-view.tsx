'use client';

import type { ReactNode } from 'react';
import { policyWords } from '@/lib/balancer/policy-words';
import type { Share } from '@/lib/domain/impact';
import type { Instance } from '@/lib/domain/instance';
import type { SimulatedImpact } from '@/lib/domain/simulated-impact';
import { ShareBars } from './share-bars';
import { UtilisationView } from './utilisation-view';

interface SimulatedViewProps {
  readonly simulated: SimulatedImpact;
  /** What is shown above it. */
  readonly byWeight: readonly Share[];
  readonly members: ReadonlyMap<string, Instance>;
  readonly targets: ReadonlySet<string>;
  readonly isEvery: boolean;
}

/** Of a thousand picks an instance: what chance alone moves is not told as another share. */
const CLOSE = 0.005;

/** The shares that the policy a service is said to use would make, and who then has too much to do. */
export function SimulatedView({ simulated, byWeight, members, targets, isEvery }: SimulatedViewProps): ReactNode {
  const { title, explanation, source } = policyWords(simulated.policy);
  const isSame = sameShares(simulated.shares, byWeight);
  const { problem } = simulated;
  return (
    <div className="simulated">
      <h4 title={explanation}>
        By{' '}
        <a href={source.href} target="_blank" rel="noreferrer">
          {title.toLowerCase()}
        </a>
      </h4>
      {problem !== null && <p className="faint">Not simulated: {problem}</p>}
      {problem === null && (
        <>
          <p className="faint">
            {isSame ? 'The same shares as by weight' : 'Other shares than by weight'}, as{' '}
            {simulated.picks.toLocaleString('en')} picks show.
            {!simulated.isConfigured && ' The configuration names no policy for this service.'}
          </p>
          {!isSame && <ShareBars shares={simulated.shares} members={members} targets={targets} isEvery={isEvery} />}
          <UtilisationView shares={simulated.shares} members={members} />
        </>
      )}
    </div>
  );
}

function sameShares(some: readonly Share[], others: readonly Share[]): boolean {
  const known = new Map(others.map((share) => [share.instance, share]));
  return some.every(({ instance, before, after }) => {
    const other = known.get(instance);
    return other && Math.abs(before - other.before) < CLOSE && Math.abs(after - other.after) < CLOSE;
  });
}
