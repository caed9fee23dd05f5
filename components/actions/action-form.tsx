'use client';

import { type ReactNode, useId, useState } from 'react';
import { ChoiceSegments } from '../ui/choice-segments';
import { recentReasons } from './recent-reasons';
import { REVERT_CHOICES, type RevertAfter } from './revert-after';
import type { DraftForm, FormChange } from './use-draft-form';

interface ActionFormProps {
  readonly form: DraftForm;
  readonly set: FormChange;
  /** What is wrong with a field, once one has tried. */
  readonly troubles: { readonly reason?: string; readonly revertAfter?: string };
}

/** Why, and until when. */
export function ActionForm({ form, set, troubles }: ActionFormProps): ReactNode {
  return (
    <div className="form">
      <ReasonField reason={form.reason} trouble={troubles.reason} onChange={(reason) => set({ reason })} />
      {form.kind === 'drain' && (
        <RevertField
          revertAfter={form.revertAfter}
          trouble={troubles.revertAfter}
          onChange={(revertAfter) => set({ revertAfter })}
        />
      )}
    </div>
  );
}

interface ReasonFieldProps {
  readonly reason: string;
  readonly trouble: string | undefined;
  readonly onChange: (reason: string) => void;
}

const REASON_LENGTH = 500;

/** The reason, with the last ones given in this tab to take over. */
export function ReasonField({ reason, trouble, onChange }: ReasonFieldProps): ReactNode {
  const id = useId();
  const [recent] = useState(recentReasons);
  const offered = recent.filter((known) => known !== reason);
  return (
    <div className="field">
      <label htmlFor={id}>Reason</label>
      <input
        id={id}
        className="input"
        value={reason}
        required
        maxLength={REASON_LENGTH}
        autoComplete="off"
        aria-invalid={trouble !== undefined}
        aria-describedby={trouble === undefined ? undefined : `${id}-trouble`}
        data-field="reason"
        onChange={(event) => onChange(event.target.value)}
      />
      {trouble !== undefined && (
        <p className="trouble" id={`${id}-trouble`}>
          {trouble}
        </p>
      )}
      {offered.length > 0 && (
        <ul className="offered" aria-label="Reasons given before">
          {offered.map((known) => (
            <li key={known}>
              <button type="button" className="chip" title={known} onClick={() => onChange(known)}>
                <span className="clip">{known}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface RevertFieldProps {
  readonly revertAfter: RevertAfter;
  readonly trouble: string | undefined;
  readonly onChange: (revertAfter: RevertAfter) => void;
}

function RevertField({ revertAfter, trouble, onChange }: RevertFieldProps): ReactNode {
  const id = useId();
  return (
    <fieldset className="field bare-set">
      <legend>Restore by itself after</legend>
      <ChoiceSegments
        choices={REVERT_CHOICES}
        chosen={revertAfter.choice}
        onChoose={(choice) => onChange({ ...revertAfter, choice })}
      />
      {revertAfter.choice === 'custom' && (
        <label className="beside">
          <input
            className="input"
            inputMode="numeric"
            value={revertAfter.minutes}
            aria-invalid={trouble !== undefined}
            aria-describedby={trouble === undefined ? undefined : `${id}-trouble`}
            data-field="revertAfter"
            onChange={(event) => onChange({ ...revertAfter, minutes: event.target.value })}
          />
          minutes
        </label>
      )}
      {trouble !== undefined && (
        <p className="trouble" id={`${id}-trouble`}>
          {trouble}
        </p>
      )}
    </fieldset>
  );
}
