import type { ReactNode } from 'react';

interface OlderEndProps {
  /** What the list is of: "actions". */
  readonly what: string;
  readonly history: {
    readonly error: Error | null;
    readonly hasNextPage: boolean;
    readonly isFetching: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
    readonly refetch: () => Promise<unknown>;
  };
  /** What stands there where nothing older is left. */
  readonly children: ReactNode;
}

/** What stands below the last row of a list that is read page by page: that it could not be read, or more, or its end. */
export function OlderEnd({ what, history, children }: OlderEndProps): ReactNode {
  const { error, hasNextPage, isFetching, fetchNextPage, refetch } = history;
  if (error) {
    return (
      <p className="end" role="alert">
        {`${what.charAt(0).toUpperCase()}${what.slice(1)} could not be read: ${error.message}`}{' '}
        <button type="button" className="btn small" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    );
  }
  if (!hasNextPage) return children;
  return (
    <p className="end">
      <button type="button" className="btn small" disabled={isFetching} onClick={() => void fetchNextPage()}>
        {isFetching ? `Loading older ${what}` : 'Load older'}
      </button>
    </p>
  );
}
