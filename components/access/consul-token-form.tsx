'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { send } from '../shell/fetch-json';
import { FormField } from './form-field';
import { TroubleLine } from './trouble-line';
import { useSending } from './use-sending';

interface ConsulTokenFormProps {
  readonly registry: string;
  /** Whether the server keeps one; null until it has said so. */
  readonly isHeld: boolean | null;
  readonly onChange: () => Promise<void>;
}

/** Sets and forgets one's own token for one Consul. */
export function ConsulTokenForm({ registry, isHeld, onChange }: ConsulTokenFormProps): ReactNode {
  const [token, setToken] = useState('');
  const { isSending, trouble, send: begin } = useSending();
  const address = `/api/v1/registries/${encodeURIComponent(registry)}/credential`;

  function keep(event: FormEvent): void {
    event.preventDefault();
    void begin(async () => {
      await send('PUT', address, { token: token.trim() });
      setToken('');
      await onChange();
    });
  }

  function forget(): void {
    void begin(async () => {
      await send('DELETE', address);
      await onChange();
    });
  }

  return (
    <form className="form consul-token" onSubmit={keep}>
      <h3>{registry}</h3>
      <p className={isHeld ? undefined : 'faint'} role="status">
        {heldWords(isHeld)}
      </p>
      <FormField
        label={isHeld ? 'Another token' : 'Token'}
        name={`token-${registry}`}
        type="password"
        isMono
        value={token}
        onChange={setToken}
      />
      <TroubleLine trouble={trouble} />
      <div className="row">
        <button type="submit" className="btn" disabled={isSending}>
          Use my token
        </button>
        {isHeld && (
          <button type="button" className="btn bare" disabled={isSending} onClick={forget}>
            Forget it
          </button>
        )}
      </div>
    </form>
  );
}

function heldWords(isHeld: boolean | null): string {
  if (isHeld === null) return 'Asking whether yours is kept.';
  return isHeld ? 'Your token is used.' : 'Rollcall’s own token is used.';
}
