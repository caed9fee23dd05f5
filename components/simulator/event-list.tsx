'use client';

import { type ReactNode, useState } from 'react';
import { MOST_EVENTS, type PlacedEvent } from '@/lib/view/simulation-setup';
import { Icon } from '../ui/icon';
import { eventWords } from './event-words';
import { NumberField } from './number-field';
import { SelectField } from './select-field';
import { shortKeys } from './short-keys';
import type { SetupState } from './use-setup';

const KINDS = ['slow', 'fail', 'recover', 'drain', 'restore', 'remove', 'add'] as const;
type Kind = (typeof KINDS)[number];
const WORDS: Readonly<Record<Kind, string>> = {
  slow: 'gets ten times as slow',
  fail: 'answers with errors, at once',
  recover: 'recovers',
  drain: 'is drained',
  restore: 'is restored',
  remove: 'leaves',
  add: 'joins',
};
const MOST_SECONDS = 86_400;

/** What happens to the fleet during a run. */
export function EventList({ state }: { state: SetupState }): ReactNode {
  const { setup, change } = state;
  const { events, fleet } = setup;
  const [seconds, setSeconds] = useState(5);
  const [place, setPlace] = useState('0');
  const [kind, setKind] = useState<Kind>('slow');
  const names = shortKeys(fleet.map(({ key }) => key));
  const places = fleet.map((_, at) => String(at));
  return (
    <fieldset className="bare-set field">
      <legend>Events</legend>
      <ul className="event-list">
        {events.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two events may be alike.
          <li key={at}>
            <span>{eventWords(event, names)}</span>
            <button
              type="button"
              className="btn bare icon small"
              aria-label={`Leave out: ${eventWords(event, names)}`}
              onClick={() => change({ events: events.filter((_, other) => other !== at) })}
            >
              <Icon name="close" small />
            </button>
          </li>
        ))}
      </ul>
      {fleet.length > 0 && events.length < MOST_EVENTS && (
        <>
          <div className="pair">
            <NumberField
              label="After, s"
              value={seconds}
              isAllowed={(value) => value >= 0 && value <= MOST_SECONDS}
              hint={`0 to ${MOST_SECONDS}`}
              onChange={setSeconds}
            />
            <SelectField
              label="Instance"
              value={places.includes(place) ? place : '0'}
              choices={places}
              words={(one) => names[Number(one)] ?? one}
              onChoose={setPlace}
            />
          </div>
          <SelectField label="It" value={kind} choices={KINDS} words={(one) => WORDS[one]} onChoose={setKind} />
          <button
            type="button"
            className="btn"
            onClick={() => change({ events: [...events, eventOf(kind, Math.round(1000 * seconds), Number(place))] })}
          >
            <Icon name="registered" small />
            Add event
          </button>
        </>
      )}
    </fieldset>
  );
}

function eventOf(kind: Kind, atMs: number, place: number): PlacedEvent {
  if (kind === 'slow') return { kind, atMs, place, slowness: 10 };
  if (kind === 'fail') return { kind, atMs, place, answersAfterMs: 1 };
  return { kind, atMs, place };
}
