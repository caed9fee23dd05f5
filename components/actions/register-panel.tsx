'use client';

import { type ReactNode, useRef, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import { SidePanel } from '../ui/side-panel';
import { ReasonField } from './action-form';
import { ActionProgress } from './action-progress';
import { DecideFoot } from './decide-foot';
import type { NO_FIELDS } from './registration-fields';
import { RegistrationPreview } from './registration-preview';
import { TextField } from './text-field';
import { TroubleLine } from './trouble-line';
import { useRegistration } from './use-registration';
import { troubleWords } from './use-submit';

interface RegisterPanelProps {
  /** Chosen to begin with, where it can register. */
  readonly registry: string | null;
  readonly onBegun: (action: Action) => void;
  readonly onClose: () => void;
}

const NO_WINDOWS: ReadonlyMap<string, number> = new Map();

/** Registers an instance by hand, for a program that does not do so itself; first it shows what that writes. */
export function RegisterPanel({ registry, onBegun, onClose }: RegisterPanelProps): ReactNode {
  const [begun, setBegun] = useState<Action | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const registration = useRegistration(registry, (action) => {
    setBegun(action);
    onBegun(action);
  });
  if (begun) return <ActionProgress action={begun} windows={NO_WINDOWS} onClose={onClose} />;

  const { capable, fields, set, troubles, preview, refusal, lookTrouble, lookAgain, submit, whyNot } = registration;
  const field = (name: keyof typeof NO_FIELDS, label: string, hint?: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      value={fields[name]}
      trouble={troubles[name]}
      isLong={name === 'metadata'}
      onChange={(value) => set({ [name]: value })}
    />
  );

  function register(): void {
    const wrong = registration.begin();
    if (wrong !== null) body.current?.querySelector<HTMLElement>(`[data-field="${wrong}"]`)?.focus();
  }

  return (
    <SidePanel
      icon="registered"
      title="Register an instance"
      onClose={onClose}
      foot={
        <>
          {submit.error && <TroubleLine>{troubleWords(submit.error)}</TroubleLine>}
          <DecideFoot
            words={registration.words}
            sendingWords="Registering"
            isSending={submit.isPending}
            whyNot={whyNot}
            onBegin={register}
            onClose={onClose}
          />
        </>
      }
    >
      <div className="drawer-body" ref={body}>
        <p className="dim">
          For a program that does not register itself. Nobody renews it: it stays until somebody deregisters it.
        </p>
        <div className="form">
          {capable.length > 1 && (
            <label className="field">
              <span>Registry</span>
              <select
                className="input"
                value={fields.registry}
                onChange={(event) => set({ registry: event.target.value })}
              >
                {capable.map(({ id }) => (
                  <option key={id}>{id}</option>
                ))}
              </select>
            </label>
          )}
          {field('service', 'Service')}
          <div className="two-fields">
            {field('address', 'Address')}
            {field('port', 'Port')}
          </div>
          <div className="two-fields even">
            {field('weight', 'Weight', 'optional')}
            {field('version', 'Version', 'optional')}
          </div>
          {field('tags', 'Tags', 'optional, apart by commas')}
          {field('metadata', 'Metadata', 'optional, a name=value a line')}
          <ReasonField reason={fields.reason} trouble={troubles.reason} onChange={(reason) => set({ reason })} />
        </div>
        {lookTrouble && (
          <TroubleLine isBlock onAgain={lookAgain}>
            What it would write could not be read: {lookTrouble.message}
          </TroubleLine>
        )}
        {registration.isLooking && <p className="faint looking">Looking what it would write…</p>}
        {preview && <RegistrationPreview preview={preview} refusal={refusal} />}
      </div>
    </SidePanel>
  );
}
