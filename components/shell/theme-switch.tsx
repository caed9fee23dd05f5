'use client';

import { type ReactNode, useState } from 'react';
import { Icon, type IconName } from '../ui/icon';
import { THEME_COOKIE, THEMES, type Theme } from './theme';

const LABELS: Record<Theme, { readonly label: string; readonly icon: IconName }> = {
  system: { label: 'System', icon: 'system' },
  light: { label: 'Light', icon: 'sun' },
  dark: { label: 'Dark', icon: 'moon' },
};
const YEAR_SECONDS = 31_536_000;

export function ThemeSwitch({ theme }: { theme: Theme }): ReactNode {
  const [chosen, setChosen] = useState(theme);

  function choose(next: Theme): void {
    setChosen(next);
    const age = next === 'system' ? 0 : YEAR_SECONDS;
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it, and the Cookie Store API is not everywhere yet.
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${age}; samesite=lax`;
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  }

  return (
    <fieldset className="seg wide">
      <legend className="sr">Theme</legend>
      {THEMES.map((candidate) => (
        <label key={candidate} title={LABELS[candidate].label}>
          <Icon name={LABELS[candidate].icon} small />
          <input
            className="sr"
            type="radio"
            name="theme"
            checked={candidate === chosen}
            onChange={() => choose(candidate)}
          />
          <span className="sr">{LABELS[candidate].label}</span>
        </label>
      ))}
    </fieldset>
  );
}
