import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { SelectField } from './select-field';

/** Virtual milliseconds in a millisecond of ours. */
const SPEEDS = ['0.02', '0.05', '0.1', '0.25', '1', '5'] as const;
export type Speed = (typeof SPEEDS)[number];
/** In virtual milliseconds. */
export const STEP_MS = 50;

interface PlayBarProps {
  /** Null where less motion is wanted: one steps instead. */
  readonly playing: {
    readonly isPlaying: boolean;
    readonly speed: Speed;
    readonly onToggle: () => void;
    readonly onSpeed: (speed: Speed) => void;
  } | null;
  readonly onStep: () => void;
  /** Null before anything was played. */
  readonly onRestart: (() => void) | null;
}

/** What one plays with. */
export function PlayBar({ playing, onStep, onRestart }: PlayBarProps): ReactNode {
  return (
    <span className="play-bar">
      {playing ? (
        <>
          <button type="button" className="btn small" onClick={playing.onToggle}>
            <Icon name={playing.isPlaying ? 'pause' : 'play'} small />
            {playing.isPlaying ? 'Pause' : 'Play'}
          </button>
          <SelectField
            label="Speed"
            value={playing.speed}
            choices={SPEEDS}
            words={(one) => `${one} ×`}
            onChoose={playing.onSpeed}
          />
        </>
      ) : (
        <button type="button" className="btn small" onClick={onStep}>
          Step {STEP_MS} ms
        </button>
      )}
      <button type="button" className="btn bare small" disabled={onRestart === null} onClick={onRestart ?? undefined}>
        Restart
      </button>
    </span>
  );
}
