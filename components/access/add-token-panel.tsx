'use client';

import { type ReactNode, useState } from 'react';
import type { ApiToken } from '@/lib/domain/api-token';
import { send } from '../shell/fetch-json';
import { type ExpiryFields, expiresAt } from './expiry';
import { ExpiryField } from './expiry-field';
import { FormField } from './form-field';
import { FormPanel } from './form-panel';
import { GrantEditor } from './grant-editor';
import { grantFields, scopeOf, scopeTrouble } from './scope-fields';
import { SecretOnce } from './secret-once';
import { useSending } from './use-sending';

interface AddTokenPanelProps {
  readonly registries: readonly string[];
  readonly onAdded: () => Promise<void>;
  readonly onClose: () => void;
}

type CreatedToken = ApiToken & { readonly token: string };

const WRONG_DATE = 'A day to come, within ten years.';

/** Makes a token for a program, and shows it this once. */
export function AddTokenPanel({ registries, onAdded, onClose }: AddTokenPanelProps): ReactNode {
  const [name, setName] = useState('');
  const [grant, setGrant] = useState(grantFields('viewer', null));
  const [expiry, setExpiry] = useState<ExpiryFields>({ choice: '90 days', date: '' });
  const [hasTried, setTried] = useState(false);
  const [created, setCreated] = useState<CreatedToken | null>(null);
  const sending = useSending();
  const wrongScope = scopeTrouble(grant);
  const wrongDate = hasTried && expiresAt(expiry, Date.now()) === null ? WRONG_DATE : undefined;

  function make(): void {
    setTried(true);
    const expires = expiresAt(expiry, Date.now());
    if (expires === null || wrongScope !== undefined) return;
    void sending.send(async () => {
      const body = { name: name.trim(), role: grant.role, scope: scopeOf(grant), expiresAt: expires };
      setCreated(await send<CreatedToken>('POST', '/api/v1/tokens', body));
      await onAdded();
    });
  }

  return (
    <FormPanel
      icon="lock"
      title={created ? `Token ${created.name}` : 'Make an API token'}
      verb="Make token"
      sending={sending}
      onSubmit={make}
      onClose={onClose}
      done={
        created && (
          <SecretOnce what="token" secret={created.token}>
            <p className="dim">A program sends it with every request:</p>
            <pre className="code">Authorization: Bearer rc_…</pre>
          </SecretOnce>
        )
      }
    >
      <p className="dim">For a program. The audit shows what it does under its name.</p>
      <div className="form">
        <FormField
          label="Name"
          name="name"
          hint="What it is for, like deploy-pipeline."
          value={name}
          onChange={setName}
        />
        <GrantEditor
          fields={grant}
          set={(change) => setGrant((before) => ({ ...before, ...change }))}
          registries={registries}
          trouble={hasTried ? wrongScope : undefined}
        />
        <ExpiryField fields={expiry} set={setExpiry} trouble={wrongDate} />
      </div>
    </FormPanel>
  );
}
