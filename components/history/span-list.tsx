import type { ReactNode } from 'react';
import type { Span, TimelineState } from '@/lib/domain/history';
import { formatTime } from '../ui/age';
import { Icon } from '../ui/icon';
import { MaskedLine } from '../ui/masked-line';
import { STATE_LOOKS } from './history-states';
import { lengthWords, secondNear } from './time-words';

interface SpanListProps {
  readonly spans: readonly Span[];
  /** The end of the range, ISO 8601. */
  readonly until: string;
  /** Whether that is now: the last span then goes on. */
  readonly isLive: boolean;
}

const LISTED = 200;

/** The stretches of a timeline, newest first, with what the check said. */
export function SpanList({ spans, until, isLive }: SpanListProps): ReactNode {
  const newest = spans.toReversed().slice(0, LISTED);
  return (
    <table className="bleed blocks spans" aria-label="Stretches, newest first">
      <thead>
        <tr>
          <th scope="col" className="p-state">
            State
          </th>
          <th scope="col" className="p-from">
            From, UTC
          </th>
          <th scope="col" className="p-for">
            For
          </th>
          <th scope="col">Check output</th>
        </tr>
      </thead>
      <tbody>
        {newest.map((span, index) => {
          const look = STATE_LOOKS[stateKey(span.state)];
          return (
            <tr key={span.from} className="flat">
              <td className="p-state">
                <span className={`st ${look.status}`}>
                  <Icon name={look.icon} small />
                  <span>{look.word}</span>
                </span>
              </td>
              <td className="p-from">
                <time className="mono dim" dateTime={span.from} title={formatTime(span.from)}>
                  {secondNear(span.from, until)}
                </time>
              </td>
              <td className="p-for dim">
                {lengthWords(Date.parse(span.to) - Date.parse(span.from))}
                {index === 0 && isLive && <span className="faint"> so far</span>}
              </td>
              <td className="p-said clip">
                {span.output === undefined ? <span className="faint">–</span> : <MaskedLine text={span.output} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function stateKey(state: TimelineState): keyof typeof STATE_LOOKS {
  return state === 'not-observed' ? 'notObserved' : state;
}
