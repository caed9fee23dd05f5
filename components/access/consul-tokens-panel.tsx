'use client';

import type { ReactNode } from 'react';
import { SidePanel } from '../ui/side-panel';
import { ConsulTokenForm } from './consul-token-form';
import { TroubleLine } from './trouble-line';
import { useConsulRegistries } from './use-consul-registries';
import { useOwnCredentials } from './use-own-credentials';

/** One's own Consul tokens, a form for each Consul. */
export function ConsulTokensPanel({ onClose }: { onClose: () => void }): ReactNode {
  const registries = useConsulRegistries();
  const { held, trouble, again } = useOwnCredentials();
  return (
    <SidePanel
      icon="registries"
      title="My Consul token"
      onClose={onClose}
      foot={
        <>
          <span className="push" />
          <button type="button" className="btn" onClick={onClose}>
            Close
          </button>
        </>
      }
    >
      <div className="drawer-body">
        <p className="dim">
          What you do is then done with your token in place of Rollcall’s own, so that Consul’s ACLs decide what you
          may. It is kept on the server, in memory, until you sign out, and never comes back to a browser.
        </p>
        <TroubleLine trouble={trouble} />
        {registries.map((registry) => (
          <ConsulTokenForm
            key={registry}
            registry={registry}
            isHeld={held?.includes(registry) ?? null}
            onChange={again}
          />
        ))}
      </div>
    </SidePanel>
  );
}
