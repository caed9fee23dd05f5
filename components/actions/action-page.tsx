'use client';

import type { ReactNode } from 'react';
import { useCallback } from 'react';
import type { Action } from '@/lib/domain/action';
import type { Change } from '@/lib/domain/change';
import { ChangeList } from '../instances/change-list';
import { Crumbs } from '../instances/crumbs';
import { Pair } from '../instances/metadata-list';
import { type HandedChangeList, useChangeList } from '../instances/use-change-list';
import { formatTime } from '../ui/age';
import { CopyButton } from '../ui/copy-button';
import { Section } from '../ui/section';
import { Since } from '../ui/since';
import { actionWords, outcomeWords, subjectWords } from './action-words';
import { lookOf, stateWords } from './came-back';
import { RevertButton } from './revert-button';
import { RevertCountdown } from './revert-countdown';
import { ServiceLinks } from './service-links';
import { StepList } from './step-list';
import { StepStatus } from './step-status';
import { useLiveAction } from './use-live-action';

interface ActionPageProps {
  readonly handed: Action;
  /** The changes it caused, as far as they are held. */
  readonly changes: HandedChangeList;
}

/** One action: who, why, each target, and the changes it caused; live. */
export function ActionPage({ handed, changes: handedChanges }: ActionPageProps): ReactNode {
  const action = useLiveAction(handed);
  const { id, kind, at, actor, reason, steps, weight, revertAt } = action;
  const isOurs = useCallback((change: Change) => change.action === id, [id]);
  const changes = useChangeList(handedChanges, isOurs);
  return (
    <div className="page action-page">
      <Crumbs crumbs={[{ label: 'Actions', href: '/actions' }]} />
      <div className="page-head">
        <h1 className="long">{actionWords(kind, subjectWords(steps), weight)}</h1>
        <StepStatus state={lookOf(action)}>{stateWords(action)}</StepStatus>
        <span className="push" />
        <RevertButton action={action} label="Revert now" />
      </div>
      <p className="outcome" role="status">
        {outcomeWords(action)}
      </p>
      <dl className="pairs action-facts">
        <Pair name="Asked for">
          {formatTime(at)}{' '}
          <span className="faint">
            <Since at={at} suffix=" ago" />
          </span>
        </Pair>
        <Pair name="Service">
          <ServiceLinks steps={steps} />
        </Pair>
        <Pair name="By">{actor}</Pair>
        <Pair name="Reason">{reason}</Pair>
        {revertAt !== null && (
          <Pair name="Reverts">
            {formatTime(revertAt)}{' '}
            <span className="faint">
              <RevertCountdown action={action} words="in" />
            </span>
          </Pair>
        )}
        <Pair name="Id">
          <span className="mono">{id}</span>
          <CopyButton text={id} what="id of the action" shown />
        </Pair>
      </dl>
      <Section title="Targets">
        <StepList action={action} />
      </Section>
      <Section title="Changes it caused">
        {changes.items.length > 0 ? (
          <ChangeList changes={changes} allHref={`/changes?action=${encodeURIComponent(id)}`} />
        ) : (
          <p className="faint">None that Rollcall still holds.</p>
        )}
      </Section>
    </div>
  );
}
