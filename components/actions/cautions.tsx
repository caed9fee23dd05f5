import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import type { Caution } from './warning-words';

/** What an operator should know before, worst first. */
export function Cautions({ cautions }: { cautions: readonly Caution[] }): ReactNode {
  if (cautions.length === 0) return null;
  return (
    <ul className="cautions" aria-label="Warnings">
      {cautions.map(({ tone, words }) => (
        <li key={words} className={tone}>
          <Icon name={tone} small />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
