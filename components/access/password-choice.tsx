'use client';

import { type ReactNode, useId } from 'react';
import { FormField } from './form-field';
import { PASSWORD_HINT } from './password';

export interface PasswordFields {
  readonly isGenerated: boolean;
  readonly typed: string;
}

interface PasswordChoiceProps {
  readonly fields: PasswordFields;
  readonly set: (fields: PasswordFields) => void;
  readonly trouble: string | undefined;
}

/** A password for somebody else: made by chance, or typed. */
export function PasswordChoice({ fields, set, trouble }: PasswordChoiceProps): ReactNode {
  const id = useId();
  return (
    <>
      <fieldset className="field bare-set">
        <legend>Password</legend>
        <div className="seg full">
          {[true, false].map((isGenerated) => (
            <label key={String(isGenerated)}>
              {isGenerated ? 'make one' : 'type one'}
              <input
                className="sr"
                type="radio"
                name={id}
                checked={isGenerated === fields.isGenerated}
                onChange={() => set({ ...fields, isGenerated })}
              />
            </label>
          ))}
        </div>
        {fields.isGenerated && <p className="hint">It is shown once, for you to hand on.</p>}
      </fieldset>
      {!fields.isGenerated && (
        <FormField
          label="Their password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint={trouble === undefined ? PASSWORD_HINT : undefined}
          trouble={trouble}
          value={fields.typed}
          onChange={(typed) => set({ ...fields, typed })}
        />
      )}
    </>
  );
}
