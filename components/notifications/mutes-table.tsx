'use client';

import type { ReactNode } from 'react';
import type { MuteScope, NotificationMute } from '@/lib/domain/notification';
import { TroubleLine } from '../access/trouble-line';
import { useActingMe } from '../access/use-acting-me';
import { useSending } from '../access/use-sending';
import { send } from '../shell/fetch-json';
import { MutedUntil } from './muted-until';
import { scopeWords } from './scope-words';
import { whyNotMute } from './why-not';

interface MutesTableProps {
  readonly mutes: readonly NotificationMute[];
  readonly onChanged: () => Promise<void>;
}

/** What nobody is told of now, until when and why. */
export function MutesTable({ mutes, onChanged }: MutesTableProps): ReactNode {
  const me = useActingMe();
  const { isSending, trouble, send: once } = useSending();
  const unmute = (id: string) =>
    once(async () => {
      await send('DELETE', `/api/v1/notifications/mutes/${encodeURIComponent(id)}`);
      await onChanged();
    });
  return (
    <>
      <TroubleLine trouble={trouble} />
      <table className="bleed blocks mutes" aria-label="Muted">
        <thead>
          <tr>
            <th className="n-until">Until, UTC</th>
            <th className="n-on">What</th>
            <th className="n-by">By</th>
            <th className="n-why">Reason</th>
            <th className="n-do">
              <span className="sr">Unmute</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {mutes.map((mute) => {
            const whyNot = whyNotMute(me, mute);
            return (
              <tr key={mute.id}>
                <td className="n-until">
                  <MutedUntil until={mute.until} />
                </td>
                <td className="n-on clip" title={scopeWords(mute)}>
                  {scopeWords(mute)}
                </td>
                <td className="n-by clip dim" title={mute.by}>
                  {mute.by}
                </td>
                <td className="n-why clip dim" title={mute.reason}>
                  {mute.reason}
                </td>
                <td className="n-do">
                  <UnmuteButton scope={mute} whyNot={whyNot} isBusy={isSending} onPress={() => void unmute(mute.id)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

interface UnmuteButtonProps {
  readonly scope: MuteScope;
  readonly whyNot: string | null;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}

function UnmuteButton({ scope, whyNot, isBusy, onPress }: UnmuteButtonProps): ReactNode {
  return (
    <button
      type="button"
      className="btn bare small"
      disabled={whyNot !== null || isBusy}
      title={whyNot ?? undefined}
      aria-label={`Unmute ${scopeWords(scope)}`}
      onClick={onPress}
    >
      Unmute
    </button>
  );
}
