'use client';

import { type ReactNode, useState } from 'react';
import { isSlowness, isWeight } from '@/lib/view/simulation-fleet';
import { MOST_EVENTS, type PlacedEvent } from '@/lib/view/simulation-setup';
import { Icon } from '../ui/icon';
import { eventWords } from './event-words';
import { NumberField } from './number-field';
import { SelectField } from './select-field';
import { shortKeys } from './short-keys';
import type { SetupState } from './use-setup';

const KINDS = ['slow', 'weight', 'fail', 'recover', 'drain', 'restore', 'remove', 'add'] as const;
type Kind = (typeof KINDS)[number];
const WORDS: Readonly<Record<Kind, string>> = {
  slow: 'takes so many times as long',
  weight: 'gets another weight',
  fail: 'answers with errors',
  recover: 'recovers',
  drain: 'is drained',
  restore: 'is restored',
  remove: 'leaves',
  add: 'joins',
};
const MOST_SECONDS = 86_400;

/** The number some kinds take: what it is, what may stand there, and what it is to begin with. */
interface Amount {
  readonly label: string;
  readonly hint: string;
  readonly usual: number;
  readonly isAllowed: (value: number) => boolean;
}

const AMOUNTS: Readonly<Partial<Record<Kind, Amount>>> = {
  slow: { label: 'Times as long', hint: '0.01 to 1,000', usual: 10, isAllowed: isSlowness },
  weight: { label: 'Weight', hint: '0 to 1,000,000', usual: 1, isAllowed: isWeight },
  fail: { label: 'Within, ms', hint: '0 to 60,000', usual: 1, isAllowed: (value) => value >= 0 && value <= 60_000 },
};

/** What happens to the fleet during a run. */
export function EventList({ state }: { state: SetupState }): ReactNode {
  const { setup, change } = state;
  const { events, fleet } = setup;
  const [seconds, setSeconds] = useState(5);
  const [place, setPlace] = useState('0');
  const [kind, setKind] = useState<Kind>('slow');
  const [amounts, setAmounts] = useState<Readonly<Partial<Record<Kind, number>>>>({});
  const asked = AMOUNTS[kind];
  const amount = amounts[kind] ?? asked?.usual ?? 0;
  const names = shortKeys(fleet.map(({ key }) => key));
  const places = fleet.map((_, at) => String(at));
  // The fleet may have become smaller since it was chosen.
  const shown = places.includes(place) ? place : '0';
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
              value={shown}
              choices={places}
              words={(one) => names[Number(one)] ?? one}
              onChoose={setPlace}
            />
          </div>
          <SelectField label="It" value={kind} choices={KINDS} words={(one) => WORDS[one]} onChoose={setKind} />
          {asked && (
            <NumberField
              key={kind}
              label={asked.label}
              value={amount}
              isAllowed={asked.isAllowed}
              hint={asked.hint}
              onChange={(value) => setAmounts({ ...amounts, [kind]: value })}
            />
          )}
          <button
            type="button"
            className="btn"
            onClick={() => {
              const at = { atMs: Math.round(1000 * seconds), place: Number(shown) };
              change({ events: [...events, eventOf(kind, at, amount)] });
            }}
          >
            <Icon name="registered" small />
            Add event
          </button>
        </>
      )}
    </fieldset>
  );
}

function eventOf(kind: Kind, at: { readonly atMs: number; readonly place: number }, typed: number): PlacedEvent {
  // As many digits as a link holds.
  const amount = Number(typed.toFixed(6));
  switch (kind) {
    case 'slow':
      return { kind, ...at, slowness: amount };
    case 'weight':
      return { kind, ...at, weight: amount };
    case 'fail':
      return { kind, ...at, answersAfterMs: amount };
    default:
      return { kind, ...at };
  }
}
