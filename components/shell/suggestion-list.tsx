import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { HealthStatus } from '../ui/status';
import type { Suggestion } from './suggestions';

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** Index of the chosen one, or -1. */
  readonly chosen: number;
  readonly onFollow: () => void;
}

/** What the search may lead to, beneath its field, which keeps the focus and says which one is chosen. */
export function SuggestionList({ id, suggestions, chosen, onFollow }: SuggestionListProps): ReactNode {
  return (
    <div className="suggestions" role="listbox" id={id} aria-label="Suggestions">
      {suggestions.map(({ href, kind, label, place, health }, index) => (
        <Link
          key={href}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === chosen}
          tabIndex={-1}
          href={href}
          prefetch={false}
          // The field would lose the focus, and the list with it, before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onFollow}
        >
          <Icon name={kind === 'all' ? 'search' : kind === 'service' ? 'services' : 'right'} small />
          <span className={kind === 'instance' ? 'clip mono' : 'clip'}>{label}</span>
          <span className="place clip">{place}</span>
          {health && <HealthStatus health={health} />}
        </Link>
      ))}
    </div>
  );
}

/** The id of an option, for `aria-activedescendant`. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}
