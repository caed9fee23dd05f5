'use client';

import type { ReactNode } from 'react';
import { ChoiceSegments } from '../ui/choice-segments';
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
  return (
    <>
      <fieldset className="field bare-set">
        <legend>Password</legend>
        <ChoiceSegments
          choices={[true, false]}
          chosen={fields.isGenerated}
          words={(isGenerated) => (isGenerated ? 'make one' : 'type one')}
          onChoose={(isGenerated) => set({ ...fields, isGenerated })}
        />
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
