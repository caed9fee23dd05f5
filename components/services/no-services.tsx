import type { ReactNode } from 'react';
import type { Moments } from '../history/moment-banner';
import { EmptyState } from '../ui/empty-state';

interface NoServicesProps {
  readonly isNarrowed: boolean;
  /** The format that was asked for, where there is none of that name. */
  readonly unknownFormat: string | null;
  readonly isSearching: boolean;
  /** How well the past that is shown is known; undefined where it is not the past. */
  readonly moments: Moments;
  readonly onClear: () => void;
}

/** Why there is no row, and what to do. */
export function NoServices({ isNarrowed, unknownFormat, isSearching, moments, onClear }: NoServicesProps): ReactNode {
  if (unknownFormat !== null) {
    return (
      <EmptyState icon="filter" title={`There is no format ${unknownFormat} here`}>
        <p>No registry knows one of that name.</p>
        <button type="button" className="btn" onClick={onClear}>
          Clear filters
        </button>
      </EmptyState>
    );
  }
  if (isSearching) {
    return (
      <EmptyState icon="search" title="Searching">
        <p>No name, tag or version matches. Looking into addresses and metadata.</p>
      </EmptyState>
    );
  }
  if (isNarrowed) {
    return (
      <EmptyState icon="filter" title="No service matches">
        <p>Names, tags, versions, addresses and metadata were searched under the filters above.</p>
        <button type="button" className="btn" onClick={onClear}>
          Clear filters
        </button>
      </EmptyState>
    );
  }
  if (moments) {
    const isKnown = moments.some(({ asOf }) => asOf !== null);
    return (
      <EmptyState icon="services" title={isKnown ? 'No services then' : 'Nothing known of that time'}>
        <p>
          {isKnown
            ? 'Nothing was registered where Rollcall looked.'
            : 'Rollcall had not seen any of these registries yet, or no longer keeps what it saw.'}
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="services" title="No services yet">
      <p>
        Nothing is registered where Rollcall looks. What registers appears here by itself; Registries shows what is read
        and which keys could not be decoded.
      </p>
    </EmptyState>
  );
}
