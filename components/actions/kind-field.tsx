'use client';

import { type ReactNode, useId } from 'react';
import { ChoiceSegments } from '../ui/choice-segments';
import { INSTANCE_ACTIONS, KIND_LOOKS } from './kind-looks';
import type { DraftForm, FormChange } from './use-draft-form';
import { weightOf } from './weight-of';

/** What is done, and the weight where that is it. */
export function KindField({ form, set }: { form: DraftForm; set: FormChange }): ReactNode {
  const id = useId();
  const isWrong = form.weight !== '' && weightOf(form.weight) === null;
  return (
    <div className="form first">
      <fieldset className="bare-set">
        <legend className="sr">Action</legend>
        <ChoiceSegments
          choices={INSTANCE_ACTIONS}
          chosen={form.kind}
          words={(kind) => KIND_LOOKS[kind].verb}
          onChoose={(kind) => set({ kind, confirm: {} })}
        />
      </fieldset>
      {form.kind === 'set-weight' && (
        <div className="field">
          <label htmlFor={`${id}-weight`}>New weight</label>
          <input
            id={`${id}-weight`}
            className="input short"
            inputMode="numeric"
            value={form.weight}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${id}-trouble` : undefined}
            data-field="weight"
            onChange={(event) => set({ weight: event.target.value })}
          />
          {isWrong && (
            <p className="trouble" id={`${id}-trouble`}>
              A whole number from 0 to 65,535.
            </p>
          )}
        </div>
      )}
    </div>
  );
}
