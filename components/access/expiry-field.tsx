'use client';

import { type ReactNode, useId } from 'react';
import { EXPIRY_CHOICES, type ExpiryFields } from './expiry';
import { FormField } from './form-field';

interface ExpiryFieldProps {
  readonly fields: ExpiryFields;
  readonly set: (fields: ExpiryFields) => void;
  readonly trouble: string | undefined;
}

/** How long a token lasts. */
export function ExpiryField({ fields, set, trouble }: ExpiryFieldProps): ReactNode {
  const id = useId();
  return (
    <>
      <fieldset className="field bare-set">
        <legend>Expires after</legend>
        <div className="seg full">
          {EXPIRY_CHOICES.map((choice) => (
            <label key={choice}>
              {choice}
              <input
                className="sr"
                type="radio"
                name={id}
                checked={choice === fields.choice}
                onChange={() => set({ ...fields, choice })}
              />
            </label>
          ))}
        </div>
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
