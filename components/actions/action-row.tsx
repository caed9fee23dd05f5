'use client';

import Link from 'next/link';
import { memo } from 'react';
import type { Action } from '@/lib/domain/action';
import { Icon } from '../ui/icon';
import { Since } from '../ui/since';
import { actionPath } from './action-path';
import { actionWords, countStates, shortActionWords, subjectWords } from './action-words';
import { lookOf, stateWords } from './came-back';
import { KIND_LOOKS } from './kind-looks';
import { RevertButton } from './revert-button';
import { RevertCountdown } from './revert-countdown';
import { ServiceLinks } from './service-links';
import { StepList } from './step-list';
import { StepStatus } from './step-status';

interface ActionRowProps {
  readonly action: Action;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}

const COLUMNS = 8;
const LISTED = 2;

/** One action and, where it is open, its targets. Drawn again only when something of it changed. */
export const ActionRow = memo(function ActionRow({ action, isOpen, onToggle }: ActionRowProps) {
  const { id, kind, at, actor, reason, state, steps, weight } = action;
  const words = actionWords(kind, subjectWords(steps), weight);
  const count = countStates(steps).get(state) ?? 0;
  return (
    <tbody className={isOpen ? 'open' : undefined}>
      <tr>
        <td className="a-x">
          <button
            type="button"
            className="twist"
            aria-expanded={isOpen}
            aria-label={`Targets of ${words}`}
            onClick={() => onToggle(id)}
          >
            <Icon name="right" small />
          </button>
        </td>
        <td className="a-at dim">
          <Since at={at} suffix=" ago" />
        </td>
        <td className="a-state">
          <StepStatus state={lookOf(action)}>
            {count < steps.length ? `${count} of ${steps.length} ${state}` : stateWords(action)}
          </StepStatus>
        </td>
        <td className="a-what clip">
          <Link className="name st" href={actionPath(id)} prefetch={false} title={words}>
            <Icon name={KIND_LOOKS[kind].icon} small />
            <span className="clip">{shortActionWords(action)}</span>
          </Link>
          {steps.length > 1 && <span className="ns mono faint">{addresses(action)}</span>}
        </td>
        <td className="a-service clip">
          <ServiceLinks steps={steps} />
        </td>
        <td className="a-who clip dim">{actor}</td>
        <td className="a-why clip dim" title={reason}>
          {reason}
        </td>
        <td className="a-back num dim">
          <RevertCountdown action={action} words="in" />
        </td>
      </tr>
      {isOpen && (
        <tr className="more flat">
          <td colSpan={COLUMNS}>
            <StepList action={action} />
            <p className="after">
              <RevertButton action={action} label="Revert now" small />
            </p>
          </td>
        </tr>
      )}
    </tbody>
  );
});

function addresses({ steps }: Action): string {
  const listed = steps.slice(0, LISTED).map(({ address }) => address);
  return steps.length > LISTED ? `${listed.join(', ')} and ${steps.length - LISTED} more` : listed.join(', ');
}
