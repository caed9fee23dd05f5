import type { ReactNode } from 'react';
import { isSameFleet } from '@/lib/view/simulation-fleet';
import { renewedSetup } from '@/lib/view/simulation-renewal';
import type { Setup } from '@/lib/view/simulation-setup';
import { Banner } from '../ui/banner';
import type { LiveFleet } from './use-live-fleet';

interface FleetChangedProps {
  readonly setup: Setup;
  readonly live: LiveFleet | null;
  readonly onTake: (setup: Setup) => void;
}

/** Says that the service is no longer as the link has it, and offers to run with what there is. */
export function FleetChanged({ setup, live, onTake }: FleetChangedProps): ReactNode {
  const { fleet, origin } = setup;
  if (!origin || fleet.length === 0) return null;
  if (!live || live.registry !== origin.registry || live.service !== origin.service) return null;
  if (isSameFleet(live.members, fleet)) return null;
  const count = live.members.length;
  return (
    <Banner icon="changes">
      The fleet of {origin.service} changed; the numbers are for the {fleet.length} instances of the link.{' '}
      {count === 0 ? (
        'There is none now.'
      ) : (
        <button type="button" className="btn small" onClick={() => onTake(renewedSetup(setup, live.members))}>
          Run again with the {count} {count === 1 ? 'instance' : 'instances'} there {count === 1 ? 'is' : 'are'} now
        </button>
      )}
    </Banner>
  );
}
