'use client';

import { type ReactNode, useId } from 'react';
import type { DraftForm, FormChange } from './use-draft-form';

interface ConfirmNamesProps {
  /** Services that the action endangers. */
  readonly services: readonly string[];
  readonly form: DraftForm;
  readonly set: FormChange;
  /** Why what was sent was not taken, where that is it. */
  readonly trouble: string | null;
}

/** The names of the services in danger, to be typed: nobody does that by accident. */
export function ConfirmNames({ services, form, set, trouble }: ConfirmNamesProps): ReactNode {
  const id = useId();
  if (services.length === 0) return null;
  return (
    <div className="form danger-form">
      {services.map((service, index) => (
        <div key={service} className="field">
          <label htmlFor={`${id}-${index}`}>
            Type <bdi className="mono">{service}</bdi> to go on
          </label>
          <input
            id={`${id}-${index}`}
            className="input mono"
            value={form.confirm[service] ?? ''}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => set({ confirm: { ...form.confirm, [service]: event.target.value } })}
          />
        </div>
      ))}
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
