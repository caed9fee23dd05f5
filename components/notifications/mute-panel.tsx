'use client';

import { type ReactNode, useState } from 'react';
import type { MuteScope } from '@/lib/domain/notification';
import { FormPanel } from '../access/form-panel';
import { useSending } from '../access/use-sending';
import { TextField } from '../actions/text-field';
import { send } from '../shell/fetch-json';
import { ChoiceSegments } from '../ui/choice-segments';
import { scopeWords } from './scope-words';

/** What is to be muted. */
export type MuteWish = MuteScope;

interface MutePanelProps {
  readonly wish: MuteWish;
  readonly onMuted: () => Promise<void>;
  readonly onClose: () => void;
}

const SECONDS = { '30 min': 1_800, '2 h': 7_200, '8 h': 28_800 } as const;
const CHOICES = ['30 min', '2 h', '8 h'] as const satisfies readonly (keyof typeof SECONDS)[];

/** Asks for how long, and why. */
export function MutePanel({ wish, onMuted, onClose }: MutePanelProps): ReactNode {
  const [choice, setChoice] = useState<(typeof CHOICES)[number]>('30 min');
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const sending = useSending();
  const trouble = reason.trim() === '' ? 'Say why, for whoever finds it muted.' : undefined;

  async function submit(): Promise<void> {
    setTried(true);
    if (trouble !== undefined) return;
    const named = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== null));
    const isDone = await sending.send(async () => {
      const body = { ...named, seconds: SECONDS[choice], reason: reason.trim() };
      await send('POST', '/api/v1/notifications/mutes', body);
      await onMuted();
    });
    if (isDone) onClose();
  }

  return (
    <FormPanel
      title={`Mute ${scopeWords(wish)}`}
      icon="muted"
      verb={`Mute for ${choice}`}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="dim">
        Nobody is told that it fires until then. What was told of already is still told to be well again, and what still
        fires afterwards is told.
      </p>
      <div className="form">
        <fieldset className="field bare-set">
          <legend>For how long</legend>
          <ChoiceSegments choices={CHOICES} chosen={choice} onChoose={setChoice} />
        </fieldset>
        <TextField
          name="reason"
          label="Reason"
          value={reason}
          trouble={hasTried ? trouble : undefined}
          onChange={setReason}
        />
      </div>
    </FormPanel>
  );
}
