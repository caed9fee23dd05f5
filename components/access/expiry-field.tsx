'use client';

import type { ReactNode } from 'react';
import { ChoiceSegments } from '../ui/choice-segments';
import { EXPIRY_CHOICES, type ExpiryFields } from './expiry';
import { FormField } from './form-field';

interface ExpiryFieldProps {
  readonly fields: ExpiryFields;
  readonly set: (fields: ExpiryFields) => void;
  readonly trouble: string | undefined;
}

/** How long a token lasts. */
export function ExpiryField({ fields, set, trouble }: ExpiryFieldProps): ReactNode {
  return (
    <>
      <fieldset className="field bare-set">
        <legend>Expires after</legend>
        <ChoiceSegments
          choices={EXPIRY_CHOICES}
          chosen={fields.choice}
          onChoose={(choice) => set({ ...fields, choice })}
        />
      </fieldset>
      {fields.choice === 'a date' && (
        <FormField
          label="Last day"
          name="expires"
          type="date"
          hint="To its end, in UTC."
          trouble={trouble}
          value={fields.date}
          onChange={(date) => set({ ...fields, date })}
        />
      )}
    </>
  );
}
