'use client';

import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../ui/icon';
import { PopoverButton } from '../ui/popover-button';
import { momentAt, momentOf } from './moment';
import { secondNear } from './time-words';
import { useAddressTime } from './use-address-time';

const MINUTE_MS = 60_000;
const STEPS = [
  { label: '5 min', ms: 5 * MINUTE_MS },
  { label: '1 h', ms: 60 * MINUTE_MS },
  { label: '1 d', ms: 24 * 60 * MINUTE_MS },
] as const;

/** Chooses the moment the page shows. */
export function MomentPicker(): ReactNode {
  const { moment } = useAddressTime();
  const shown = moment === null ? null : secondNear(moment, new Date().toISOString());
  return (
    <PopoverButton
      label={shown === null ? 'As of another time' : `As of ${shown} UTC: choose another time`}
      className={moment === null ? 'btn bare as-of' : 'btn bare as-of on'}
      face={
        <>
          <Icon name="changes" small />
          <span className="label">{shown === null ? 'As of…' : `As of ${shown}`}</span>
        </>
      }
    >
      {(close) => <MomentForm close={close} />}
    </PopoverButton>
  );
}

function MomentForm({ close }: { close: () => void }): ReactNode {
  const { moment, travel } = useAddressTime();
  const id = useId();
  const [openedAt] = useState(() => Date.now());
  const seen = moment === null ? openedAt : Date.parse(moment);
  const [text, setText] = useState(() => fieldOf(seen));
  const chosen = momentOf(`${text}Z`, openedAt);

  function go(to: string | null): void {
    close();
    travel(to);
  }
  return (
    <form
      className="moment-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) go(chosen);
      }}
    >
      <Steps label="Earlier" sign="−" from={seen} until={openedAt} onGo={go} />
      {moment !== null && <Steps label="Later" sign="+" from={seen} until={openedAt} onGo={go} />}
      <label className="field" htmlFor={id}>
        <span>Day and time, UTC</span>
        <input
          id={id}
          className="input"
          type="datetime-local"
          step="1"
          max={fieldOf(openedAt)}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <p className="faint" role="status">
        {chosen === null ? 'Choose a time that has passed.' : ''}
      </p>
      <div className="acts">
        <button type="submit" className="btn" disabled={chosen === null}>
          Show
        </button>
        {moment !== null && (
          <button type="button" className="btn bare" onClick={() => go(null)}>
            Back to live
          </button>
        )}
      </div>
    </form>
  );
}

interface StepsProps {
  readonly label: string;
  readonly sign: '−' | '+';
  /** The moment that is shown, and now; milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Given null where the step leads past now. */
  readonly onGo: (moment: string | null) => void;
}

function Steps({ label, sign, from, until, onGo }: StepsProps): ReactNode {
  return (
    <fieldset className="bare-set steps">
      <legend>{label}</legend>
      {STEPS.map((step) => {
        const to = sign === '−' ? from - step.ms : from + step.ms;
        return (
          <button
            key={step.label}
            type="button"
            className="btn small"
            onClick={() => onGo(to < until ? momentAt(to) : null)}
          >
            {sign} {step.label}
          </button>
        );
      })}
    </fieldset>
  );
}

/** What a `datetime-local` field takes, of a time in UTC. */
function fieldOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}
