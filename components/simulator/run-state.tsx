import type { ReactNode } from 'react';
import { Banner } from '../ui/banner';
import { percentText } from './figures';
import type { WorkState } from './use-worker';

interface RunStateProps {
  readonly work: WorkState;
  readonly problem: string | null;
  /** The results shown are for other settings. */
  readonly isBehind: boolean;
  readonly onRun: () => void;
}

/** How far a run is, how it ended where not well, and whether what is shown is what is set. */
export function RunState({ work, problem, isBehind, onRun }: RunStateProps): ReactNode {
  const again = (
    <button type="button" className="btn small" onClick={onRun} disabled={problem !== null}>
      Run again
    </button>
  );
  return (
    <>
      <div className="run-progress" hidden={work.state !== 'working'}>
        <progress aria-label="Simulation" max={1} {...(work.state === 'working' && { value: work.done })} />
        <span className="faint">{work.state === 'working' ? percentText(work.done, 0) : ''}</span>
      </div>
      <span className="sr" role="status">
        {work.state === 'working' ? 'Running' : work.state === 'cancelled' ? 'Cancelled' : ''}
      </span>
      {problem !== null && work.state !== 'working' && <Banner tone="warning">{problem}</Banner>}
      {work.state === 'failed' && (
        <Banner tone="critical">
          The simulation failed: {work.message} {again}
        </Banner>
      )}
      {work.state === 'cancelled' && (
        <Banner icon="close">Cancelled: these settings have no numbers yet. {again}</Banner>
      )}
      {isBehind && work.state === 'idle' && problem === null && (
        <Banner icon="changes">The settings changed; the numbers below are for those before. {again}</Banner>
      )}
    </>
  );
}
