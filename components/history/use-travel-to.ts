'use client';

import { useCallback } from 'react';
import type { Bucket } from '@/lib/domain/history';
import { useShowTip } from './tip-context';
import { useAddressTime } from './use-address-time';
import { type BarOwner, worstMoment } from './worst-moment';

/** Makes the page show the catalog as it was in a bucket. */
export function useTravelTo(): (owner: BarOwner, bucket: Bucket) => void {
  const { travel } = useAddressTime();
  const showTip = useShowTip();
  return useCallback(
    (owner, bucket) => {
      showTip(null);
      void worstMoment(owner, bucket).then(travel);
    },
    [travel, showTip],
  );
}
