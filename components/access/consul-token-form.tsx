'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { send } from '../shell/fetch-json';
import { FormField } from './form-field';
import { TroubleLine } from './trouble-line';
import { useSending } from './use-sending';

interface ConsulTokenFormProps {
  readonly registry: string;
  /** Whether one was set in this tab. */
  readonly isHeld: boolean;
  readonly onChange: (isHeld: boolean) => void;
}

/** Sets and forgets one's own token for one Consul. */
export function ConsulTokenForm({ registry, isHeld, onChange }: ConsulTokenFormProps): ReactNode {
  const [token, setToken] = useState('');
  const [said, setSaid] = useState('');
  const { isSending, trouble, send: begin } = useSending();
  const address = `/api/v1/registries/${encodeURIComponent(registry)}/credential`;

  function keep(event: FormEvent): void {
    event.preventDefault();
    void begin(async () => {
      await send('PUT', address, { token: token.trim() });
      setToken('');
      setSaid('Your token is used from now on.');
      onChange(true);
    });
  }

  function forget(): void {
    void begin(async () => {
      await send('DELETE', address);
      setSaid('Forgotten: Rollcall’s own token is used.');
      onChange(false);
    });
  }

  return (
    <form className="form consul-token" onSubmit={keep}>
      <h3>{registry}</h3>
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
        <button type="button" className="btn bare" disabled={isSending} onClick={forget}>
          Forget it
        </button>
        <span className="faint" role="status">
          {said || (isHeld && 'Set in this tab.')}
        </span>
      </div>
    </form>
  );
}
