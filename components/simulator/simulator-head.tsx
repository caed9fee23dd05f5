'use client';

import { type ReactNode, useRef, useState } from 'react';
import { warmUpOf } from '@/lib/view/simulation-plan';
import { Icon } from '../ui/icon';
import { CopyLinkButton } from './copy-link-button';
import { ExportButton } from './export-button';
import { countText } from './figures';
import type { SetupState } from './use-setup';
import type { Results } from './use-simulation';
import type { WorkState } from './use-worker';

interface SimulatorHeadProps {
  readonly state: SetupState;
  readonly work: WorkState;
  /** Null where there are none for this setup. */
  readonly results: Results | null;
  /** Why it cannot be run. */
  readonly problem: string | null;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}

/** Who presses twice means once: the second press would fall on Cancel. */
const TWICE_MS = 400;

/** What is compared, and the one button that runs it. */
export function SimulatorHead({ state, work, results, problem, onRun, onCancel }: SimulatorHeadProps): ReactNode {
  const [hasRun, setHasRun] = useState(false);
  if (results && !hasRun) setHasRun(true);
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  return (
    <div className="page-head">
      <h1>Simulator</h1>
      <span className="sub wide">{results ? subOf(results) : ''}</span>
      <span className="push" />
      <ExportButton results={results} />
      <CopyLinkButton address={state.write} />
      <a className="btn bare only-small" href="#settings">
        Settings
      </a>
      {work.state === 'working' ? (
        <button
          type="button"
          className="btn run"
          onClick={({ timeStamp }) => {
            if (timeStamp - pressedAt.current > TWICE_MS) onCancel();
          }}
        >
          <Icon name="close" small />
          Cancel
        </button>
      ) : (
        <button
          type="button"
          className="btn solid run"
          disabled={problem !== null}
          title={problem ?? undefined}
          onClick={({ timeStamp }) => {
            pressedAt.current = timeStamp;
            onRun();
          }}
        >
          <Icon name="play" small />
          {hasRun ? 'Run again' : 'Run'}
        </button>
      )}
    </div>
  );
}

function subOf({ setup, answers: [first] }: Results): string {
  const { question, requests } = setup;
  if (first?.question === 'churn')
    return `${countText(first.answer.keys)} keys before and after, the same for every policy`;
  if (question === 'shares') return `${countText(requests)} picks, the same keys for every policy`;
  return `${countText(requests - warmUpOf(setup))} requests after warm-up, the same arrivals for every policy`;
}
