'use client';

import { type ReactNode, useState } from 'react';
import { AccountButton } from '../access/account-button';
import { Icon } from '../ui/icon';
import { HelpButton } from './help-button';
import { LinkBadge } from './link-badge';
import { PauseButton } from './pause-button';
import { RegistryPicker } from './registry-picker';
import { Search } from './search';
import type { ShellFacts } from './shell-facts';
import type { Theme } from './theme';
import { ThemeSwitch } from './theme-switch';

interface TopBarProps {
  readonly registries: ShellFacts['registries'];
  readonly theme: Theme;
}

/** Search, the state of the picture and what steers it; on small screens the rest is behind one button. */
export function TopBar({ registries, theme }: TopBarProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <header className={isOpen ? 'top open' : 'top'}>
      <Search />
      <RegistryPicker registries={registries.map(({ id }) => id)} />
      <span className="push" />
      <LinkBadge handed={registries} />
      <PauseButton />
      <button
        type="button"
        className="btn bare icon narrow"
        aria-expanded={isOpen}
        aria-label="Registry, theme, help and account"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'close' : 'more'} />
      </button>
      <ThemeSwitch theme={theme} />
      <HelpButton />
      <AccountButton />
    </header>
  );
}
