'use client';

import { type ReactNode, useState } from 'react';
import { SidePanel } from '../ui/side-panel';
import { ConsulTokenForm } from './consul-token-form';
import { useConsulRegistries } from './use-consul-registries';

/** Registries that a token was set for in this tab; the server tells no one whether it holds one. */
const setHere = new Set<string>();

/** One's own Consul tokens, a form for each Consul. */
export function ConsulTokensPanel({ onClose }: { onClose: () => void }): ReactNode {
  const registries = useConsulRegistries();
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set(setHere));

  function note(registry: string, isSet: boolean): void {
    if (isSet) setHere.add(registry);
    else setHere.delete(registry);
    setHeld(new Set(setHere));
  }

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
        {registries.map((registry) => (
          <ConsulTokenForm
            key={registry}
            registry={registry}
            isHeld={held.has(registry)}
            onChange={(isSet) => note(registry, isSet)}
          />
        ))}
      </div>
    </SidePanel>
  );
}
