import type { ReactNode } from 'react';
import { HelpButton } from './help-button';
import { LinkBadge } from './link-badge';
import { PauseButton } from './pause-button';
import { RegistryPicker } from './registry-picker';
import { Search } from './search';
import type { Theme } from './theme';
import { ThemeSwitch } from './theme-switch';

interface TopBarProps {
  /** Ids, in the order of configuration. */
  readonly registries: readonly string[];
  readonly theme: Theme;
}

export function TopBar({ registries, theme }: TopBarProps): ReactNode {
  return (
    <header className="top">
      <Search />
      <RegistryPicker registries={registries} />
      <span className="push" />
      <LinkBadge />
      <PauseButton />
      <ThemeSwitch theme={theme} />
      <HelpButton />
    </header>
  );
}
