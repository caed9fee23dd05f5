import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/search.css';
import './styles/marks.css';
import './styles/controls.css';
import './styles/tables.css';
import './styles/layout.css';
import './styles/states.css';
import './styles/overlay.css';
import './styles/small.css';
import './styles/services.css';
import './styles/history.css';
import './styles/instance-detail.css';
import './styles/instances.css';
import './styles/formats.css';
import './styles/selecting.css';
import './styles/actions.css';
import './styles/drawer.css';
import './styles/preview.css';
import './styles/notices.css';
import './styles/login.css';
import './styles/account.css';
import './styles/simulator.css';
import './styles/access.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { MeProvider } from '@/components/access/me-provider';
import { FormatNamesProvider } from '@/components/formats/format-names-provider';
import { KeptDaysProvider } from '@/components/history/kept-days';
import { Providers } from '@/components/shell/providers';
import { Shell } from '@/components/shell/shell';
import { THEME_COOKIE, themeOf } from '@/components/shell/theme';
import { FlappingRuleProvider } from '@/components/ui/flapping-rule';
import { runtime } from '@/lib/running';
import { currentMe } from './current-me';
import { formatNames } from './format-names';
import { shellFacts } from './shell-facts';

export const metadata: Metadata = {
  title: { default: 'Rollcall', template: '%s · Rollcall' },
  description: 'Which services exist, which of their instances are healthy, and what changed: live.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  const me = await currentMe();
  // Whoever is not signed in is shown the page alone: the frame around it tells of registries and services.
  const isOutside = me.identity === null && me.mode !== 'read-only';
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <MeProvider me={me}>
          {isOutside ? (
            children
          ) : (
            <Providers>
              <FormatNamesProvider names={formatNames()}>
                <FlappingRuleProvider rule={runtime().feed.flapping}>
                  <KeptDaysProvider days={runtime().config.history.keepDays}>
                    <Shell facts={shellFacts()} theme={theme}>
                      {children}
                    </Shell>
                  </KeptDaysProvider>
                </FlappingRuleProvider>
              </FormatNamesProvider>
            </Providers>
          )}
        </MeProvider>
      </body>
    </html>
  );
}
