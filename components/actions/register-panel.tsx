'use client';

import { type ReactNode, useRef, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { useSignedOutWords } from '../access/use-session';
import { useRegistries } from '../registries/use-registries';
import { SidePanel } from '../ui/side-panel';
import { ReasonField } from './action-form';
import { ActionProgress } from './action-progress';
import { rememberReason } from './recent-reasons';
import { NO_FIELDS, type RegistrationFields, registrationOf, registrationTroubles } from './registration-fields';
import { TextField } from './text-field';
import { TroubleLine } from './trouble-line';
import { troubleWords, useSubmit } from './use-submit';

interface RegisterPanelProps {
  /** Chosen to begin with, where it can register. */
  readonly registry: string | null;
  readonly onBegun: (action: Action) => void;
  readonly onClose: () => void;
}

const NONE: readonly RegistrySummary[] = [];
const NO_WINDOWS: ReadonlyMap<string, number> = new Map();

/** Registers an instance by hand, for a program that does not do so itself. */
export function RegisterPanel({ registry: wanted, onBegun, onClose }: RegisterPanelProps): ReactNode {
  const capable = useRegistries(NONE).filter(({ capabilities }) => capabilities.register);
  const [typed, setTyped] = useState({ ...NO_FIELDS, registry: wanted ?? '' });
  const [hasTried, setTried] = useState(false);
  const [begun, setBegun] = useState<Action | null>(null);
  const signedOut = useSignedOutWords();
  const body = useRef<HTMLDivElement>(null);
  const known = capable.find(({ id }) => id === typed.registry) ?? capable[0];
  const fields: RegistrationFields = { ...typed, registry: known?.id ?? typed.registry };
  const troubles = hasTried ? registrationTroubles(fields) : {};
  const submit = useSubmit((action) => {
    rememberReason(fields.reason.trim());
    setBegun(action);
    onBegun(action);
  });
  if (begun) return <ActionProgress action={begun} windows={NO_WINDOWS} onClose={onClose} />;

  const set = (change: Partial<RegistrationFields>) => setTyped((before) => ({ ...before, ...change }));
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
    setTried(true);
    if (submit.isPending || !known) return;
    const [wrong] = Object.keys(registrationTroubles(fields));
    if (wrong !== undefined) {
      body.current?.querySelector<HTMLElement>(`[data-field="${wrong}"]`)?.focus();
      return;
    }
    submit.mutate({ kind: 'register', targets: [], reason: fields.reason.trim(), register: registrationOf(fields) });
  }

  return (
    <SidePanel
      icon="registered"
      title="Register an instance"
      onClose={onClose}
      foot={
        <>
          {submit.error && <TroubleLine>{troubleWords(submit.error)}</TroubleLine>}
          <span className="faint said">
            {signedOut ?? (known ? 'Done when the registry’s own watch shows it.' : 'No registry takes one.')}
          </span>
          <span className="push" />
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="btn solid" disabled={!known || signedOut !== null || submit.isPending} onClick={register}>
            {submit.isPending ? 'Registering' : 'Register'}
          </button>
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
      </div>
    </SidePanel>
  );
}
