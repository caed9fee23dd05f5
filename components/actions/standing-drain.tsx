'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Action } from '@/lib/domain/action';
import type { Instance } from '@/lib/domain/instance';
import { useCatalog } from '../shell/use-catalog';
import { Banner } from '../ui/banner';
import { Since } from '../ui/since';
import { actionPath } from './action-path';
import { isStanding } from './is-standing';
import { RevertCountdown } from './revert-countdown';

interface StandingDrainProps {
  readonly instance: Instance;
  /** As the server found it; null where Rollcall took nothing out. */
  readonly handed: Action | null;
}

/** Who took an instance out, when, why and until when; nothing of one that is in rotation. */
export function StandingDrain({ instance, handed }: StandingDrainProps): ReactNode {
  const live = useCatalog((state) => state.actions);
  if (instance.rotation === 'in') return null;
  const action = live?.find((one) => isStanding(one, instance)) ?? (handed && stillStands(handed, live, instance));
  if (!action) {
    return (
      <Banner tone="out">
        It is out of rotation, and not by Rollcall: whoever took it out, the registry does not say who or why.
      </Banner>
    );
  }
  return (
    <Banner tone="out">
      <b>{action.actor}</b> took it out <Since at={action.at} suffix=" ago" />: {action.reason}
      {action.revertAt !== null && (
        <>
          {' · '}
          <RevertCountdown action={action} />
        </>
      )}
      {' · '}
      <Link className="link" href={actionPath(action.id)} prefetch={false}>
        the action
      </Link>
    </Banner>
  );
}

function stillStands(handed: Action, live: readonly Action[] | null, instance: Instance): Action | null {
  const now = live?.find(({ id }) => id === handed.id) ?? handed;
  return isStanding(now, instance) ? now : null;
}
