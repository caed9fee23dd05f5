import type { ReactNode } from 'react';
import { SessionGuard } from '../access/session-guard';
import { ActionDeskProvider } from '../actions/action-desk';
import { LostBanner } from './lost-banner';
import { Rail } from './rail';
import type { ShellFacts } from './shell-facts';
import type { Theme } from './theme';
import { TopBar } from './top-bar';

interface ShellProps {
  readonly facts: ShellFacts;
  readonly theme: Theme;
  readonly children: ReactNode;
}

/** The frame around every page: rail, top bar and the sheet the page lies on. */
export function Shell({ facts, theme, children }: ShellProps): ReactNode {
  return (
    <ActionDeskProvider>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="app">
        <Rail facts={facts} />
        <TopBar registries={facts.registries} theme={theme} />
        <main className="main" id="main" tabIndex={-1}>
          <SessionGuard />
          <LostBanner />
          {children}
        </main>
      </div>
    </ActionDeskProvider>
  );
}
