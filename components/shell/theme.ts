export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** A cookie, so that the server already paints the right one. */
export const THEME_COOKIE = 'rollcall-theme';

/** The theme a cookie names; `system` for anything else. */
export function themeOf(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? 'system';
}
