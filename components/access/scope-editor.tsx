'use client';

import { type ReactNode, useId } from 'react';
import { ChoiceSegments } from '../ui/choice-segments';
import type { GrantFields } from './scope-fields';

interface ScopeEditorProps {
  readonly fields: GrantFields;
  readonly set: (change: Partial<GrantFields>) => void;
  readonly registries: readonly string[];
  readonly trouble: string | undefined;
}

/** What an operator may act on: everything, or some registries and services. */
export function ScopeEditor({ fields, set, registries: configured, trouble }: ScopeEditorProps): ReactNode {
  const id = useId();
  const { isLimited, registries, services } = fields;
  const offered = [...new Set([...configured, ...registries])];

  function toggle(registry: string): void {
    const isTicked = registries.includes(registry);
    set({ registries: isTicked ? registries.filter((other) => other !== registry) : [...registries, registry] });
  }

  return (
    <fieldset className="field bare-set">
      <legend>May act on</legend>
      <ChoiceSegments
        choices={[false, true]}
        chosen={isLimited}
        words={(choice) => (choice ? 'only some' : 'everything')}
        onChoose={(choice) => set({ isLimited: choice })}
      />
      {isLimited && (
        <div className="scope-fields">
          <fieldset className="field bare-set">
            <legend>Registries</legend>
            {offered.map((registry) => (
              <label key={registry} className="ticked beside">
                <input
                  className="check"
                  type="checkbox"
                  checked={registries.includes(registry)}
                  onChange={() => toggle(registry)}
                />
                <span>{registry}</span>
                {!configured.includes(registry) && <span className="faint">not configured</span>}
              </label>
            ))}
            <p className="hint">None ticked: all of them.</p>
          </fieldset>
          <div className="field">
            <label htmlFor={`${id}-services`}>Services</label>
            <textarea
              id={`${id}-services`}
              className="input long"
              rows={3}
              value={services}
              placeholder={'payments\ncheckout-*'}
              autoComplete="off"
              spellCheck={false}
              aria-invalid={trouble !== undefined}
              aria-describedby={`${id}-services-hint`}
              onChange={(event) => set({ services: event.target.value })}
            />
            <p className="hint" id={`${id}-services-hint`}>
              One a line; * stands for any text. Empty: all of them.
            </p>
          </div>
          {trouble !== undefined && (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
        </div>
      )}
    </fieldset>
  );
}
