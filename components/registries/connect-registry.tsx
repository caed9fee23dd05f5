'use client';

import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button';
import { TabPanel, Tabs } from '../ui/tabs';
import { useUrlState } from '../ui/use-url-state';
import { CONNECT_EXAMPLES, CONNECT_KINDS } from './connect-examples';

/** How to add a registry: the variables of the official command line tools, or a file for several. */
export function ConnectRegistry(): ReactNode {
  const url = useUrlState();
  const kind = url.oneOf('connect', CONNECT_KINDS) ?? 'consul';
  const { words, example, more } = CONNECT_EXAMPLES[kind];
  return (
    <section className="registry" id="connect" aria-labelledby="connect-title">
      <header>
        <h2 id="connect-title">Connect a registry</h2>
        <span className="faint">credentials stay on the server</span>
      </header>
      <Tabs
        label="Kind of registry"
        tabs={CONNECT_KINDS.map((id) => ({ id, label: CONNECT_EXAMPLES[id].label }))}
        current={kind}
        onSelect={(id) => url.set({ connect: id })}
      />
      <TabPanel id={kind}>
        <p className="connect-words">{words}</p>
        <div className="full-output">
          <pre className="code">{example}</pre>
          <CopyButton text={example} what="example" shown />
        </div>
        <p className="connect-words faint">{more}</p>
      </TabPanel>
    </section>
  );
}
