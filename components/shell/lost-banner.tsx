'use client';

import type { ReactNode } from 'react';
import { useIsSignedOut } from '../access/use-session';
import { Banner } from '../ui/banner';
import { Since } from '../ui/since';
import { useLostSince } from './use-lost-since';

/** Says on every page that Rollcall itself does not answer, so that nothing on it counts as live. */
export function LostBanner(): ReactNode {
  const since = useLostSince();
  const isSignedOut = useIsSignedOut();
  if (since === null || isSignedOut) return null;
  return (
    <Banner tone="warning">
      <b>Rollcall has not answered</b> for <Since at={since} />. What you see is as of then; it is asked again and
      again.
    </Banner>
  );
}
