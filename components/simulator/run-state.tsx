import type { ReactNode } from 'react';
import { Banner } from '../ui/banner';
import { percentText } from './figures';
import type { WorkState } from './use-worker';

interface RunStateProps {
  readonly work: WorkState;
  readonly problem: string | null;
  /** The results shown are for other settings. */
  readonly isBehind: boolean;
  /** What runs, or ran last, has other settings. */
  readonly isChanged: boolean;
  readonly hasResults: boolean;
  readonly onRun: () => void;
}

const SAID = { working: 'Running', cancelled: 'Cancelled', failed: '' } as const;

/** How far a run is, how it ended where not well, and whether what is shown is what is set. */
export function RunState(props: RunStateProps): ReactNode {
  const { work, problem, isBehind, isChanged, hasResults, onRun } = props;
  const again = (
    <button type="button" className="btn small" onClick={onRun} disabled={problem !== null}>
      {hasResults ? 'Run again' : 'Try again'}
    </button>
  );
  return (
    <>
      <div className="run-progress" hidden={work.state !== 'working'}>
        <progress aria-label="Simulation" max={1} {...(work.state === 'working' && { value: work.done })} />
        <span className="faint">{work.state === 'working' ? percentText(work.done, 0) : ''}</span>
      </div>
      <span className="sr" role="status">
        {work.state === 'idle' ? hasResults && !isBehind && 'Done' : SAID[work.state]}
      </span>
      {problem !== null && work.state !== 'working' && <Banner tone="warning">{problem}</Banner>}
      {work.state === 'failed' && !isChanged && (
        <Banner tone="critical">
          The simulation failed: {work.message} {again}
        </Banner>
      )}
      {work.state === 'cancelled' && !isChanged && (
        <Banner icon="close">Cancelled: these settings have no numbers yet. {again}</Banner>
      )}
      {isChanged && work.state === 'working' && (
        <Banner icon="changes">The settings changed since this run began; they count with the next one.</Banner>
      )}
      {isBehind && (work.state === 'idle' || isChanged) && work.state !== 'working' && problem === null && (
        <Banner icon="changes">The settings changed; the numbers below are for those before. {again}</Banner>
      )}
    </>
  );
}
