import type { ReactNode } from 'react';
import { HEALTHS, type Health, type Instance } from '@/lib/domain/instance';

const WIDTH = 12;
const PITCH = 15;
const HEIGHT = 28;
const RISE = 20;
const DROP = 8;
const A_LINE = 10;
const DRAWN = 40;
const FILLS = { critical: 'm-crit', warning: 'm-warn', unknown: 'm-unk', passing: 'm-pass', out: 'm-out' } as const;

interface MemberMarksProps {
  readonly caption: string;
  /** `null` stands for one that is no longer there. */
  readonly states: readonly (Health | 'out' | null)[];
}

/** Instances as marks, worst first; what is out hangs below the line. */
export function MemberMarks({ caption, states }: MemberMarksProps): ReactNode {
  const drawn = states.slice(0, DRAWN);
  const lines = Math.ceil(drawn.length / A_LINE);
  return (
    <figure>
      <figcaption>
        {caption}
        {states.length > DRAWN && <span className="faint"> the first {DRAWN}</span>}
      </figcaption>
      <svg
        width={A_LINE * PITCH}
        height={lines * (HEIGHT + 4)}
        viewBox={`0 0 ${A_LINE * PITCH} ${lines * (HEIGHT + 4)}`}
        aria-hidden="true"
      >
        {drawn.map((state, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place.
            key={index}
            className={state === null ? 'm-none' : FILLS[state]}
            x={(index % A_LINE) * PITCH}
            y={Math.floor(index / A_LINE) * (HEIGHT + 4) + (state === 'out' ? DROP : 0)}
            width={WIDTH}
            height={RISE}
            rx="2"
          />
        ))}
      </svg>
    </figure>
  );
}

/** The states of a service's instances, worst first, what is out last. */
export function statesOf(instances: readonly Instance[]): readonly { id: string; state: Health | 'out' }[] {
  return instances
    .map(({ id, rotation, health }) => ({ id, state: rotation === 'out' ? ('out' as const) : health }))
    .sort((a, b) => rankOf(a.state) - rankOf(b.state));
}

function rankOf(state: Health | 'out'): number {
  return state === 'out' ? HEALTHS.length : HEALTHS.indexOf(state);
}
