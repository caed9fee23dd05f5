'use client';

import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/states.css';
import { EmptyState } from '@/components/ui/empty-state';

interface GlobalErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** Stands in for the whole document: the frame around the pages is what failed. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Rollcall</title>
        <main>
          <h1 className="sr">Something broke</h1>
          <EmptyState icon="critical" title="Rollcall could not be shown">
            <p>That is a fault in Rollcall, not in your services.</p>
            {error.digest && (
              <p className="faint">
                The server's log has it as <span className="mono">{error.digest}</span>.
              </p>
            )}
            <button type="button" className="btn" onClick={reset}>
              Try again
            </button>
          </EmptyState>
        </main>
      </body>
    </html>
  );
}
