'use client';

import { EmptyState } from '@/components/ui/empty-state';

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <div className="page">
      <title>Something broke · Rollcall</title>
      <h1 className="sr">Something broke</h1>
      <EmptyState icon="critical" title="This page could not be shown">
        <p>That is a fault in Rollcall, not in your services. The other pages go on.</p>
        {error.digest && (
          <p className="faint">
            The server's log has it as <span className="mono">{error.digest}</span>.
          </p>
        )}
        <button type="button" className="btn" onClick={reset}>
          Try again
        </button>
      </EmptyState>
    </div>
  );
}
