import { type ReactNode, useState } from 'react';
import { keyFileOf, type Recording, traceOf } from '@/lib/view/simulation-recording';
import {
  ARRIVALS,
  KEY_SOURCES,
  LIMITS,
  SERVICE_TIMES,
  type Setup,
  type SetupNumbers,
} from '@/lib/view/simulation-setup';
import { isWithin } from '@/lib/view/simulation-url';
import { Fold } from '../ui/fold';
import { EventList } from './event-list';
import { FileField } from './file-field';
import { keepRecording } from './kept-recordings';
import { NumberField } from './number-field';
import { SelectField } from './select-field';
import type { SetupState } from './use-setup';

const OF_LOAD: readonly (readonly [keyof SetupNumbers, string])[] = [
  ['concurrency', 'At once, each'],
  ['queueLimit', 'Queue limit (0: none)'],
  ['timeoutMs', 'Timeout, ms (0: none)'],
  ['retries', 'Retries'],
  ['limitMs', 'Success within, ms'],
  ['balancers', 'Balancers'],
  ['staleMs', 'Known load is old, ms'],
];
const ALWAYS: readonly (readonly [keyof SetupNumbers, string])[] = [
  ['panicPercent', 'Panic below, %'],
  ['keyCount', 'Different keys'],
];
const WORDS = { drawn: 'drawn', recorded: 'from a file' };

/** What is seldom changed. */
export function MoreFields({ state }: { state: SetupState }): ReactNode {
  const { setup, change } = state;
  const isLoad = setup.question === 'load';
  // A link that needs files shows where they are chosen.
  const [isOpen] = useState(setup.arrivals === 'recorded' || setup.keysFrom === 'recorded');
  return (
    <Fold summary="More settings" isOpen={isOpen}>
      <div className="more">
        {isLoad && (
          <div className="pair">
            <SelectField
              label="Service times"
              value={setup.serviceTime}
              choices={SERVICE_TIMES}
              onChoose={(serviceTime) => change({ serviceTime })}
            />
            <SelectField
              label="Arrivals"
              value={setup.arrivals}
              choices={ARRIVALS}
              words={(arrivals) => (arrivals === 'recorded' ? WORDS.recorded : arrivals)}
              onChoose={(arrivals) => change({ arrivals })}
            />
          </div>
        )}
        {isLoad && setup.arrivals === 'recorded' && <TraceField state={state} />}
        <div className="pair">
          <SelectField
            label="Keys"
            value={setup.keysFrom}
            choices={KEY_SOURCES}
            words={(source) => WORDS[source]}
            onChoose={(keysFrom) => change({ keysFrom })}
          />
        </div>
        {setup.keysFrom === 'recorded' && <KeyFileField state={state} />}
        <div className="pair">
          {[...(isLoad ? OF_LOAD : []), ...ALWAYS].map(([name, label]) => (
            <NumberField
              key={name}
              label={label}
              value={setup[name]}
              isAllowed={(value) => isWithin(name, value)}
              hint={`${LIMITS[name].least} to ${LIMITS[name].most.toLocaleString('en')}`}
              onChange={(value) => change({ [name]: value })}
            />
          ))}
        </div>
        {isLoad && (
          <label className="check-line">
            <input
              type="checkbox"
              className="check"
              checked={setup.isWeightCapacity}
              onChange={({ target }) => change({ isWeightCapacity: target.checked })}
            />
            Weight is strength: half of it takes twice as long
          </label>
        )}
        {isLoad && <EventList state={state} />}
      </div>
    </Fold>
  );
}

function TraceField({ state: { setup, change } }: { state: SetupState }): ReactNode {
  return (
    <FileField
      label="When requests came"
      unit="time"
      recording={setup.trace}
      read={traceOf}
      onChoose={(trace) => {
        keepRecording('trace', trace);
        change({ trace, requests: asMany(trace, setup) });
      }}
    />
  );
}

function KeyFileField({ state: { setup, change } }: { state: SetupState }): ReactNode {
  return (
    <FileField
      label="What requests are hashed by"
      unit="key"
      recording={setup.keyFile}
      read={keyFileOf}
      onChoose={(keyFile) => {
        keepRecording('keyFile', keyFile);
        change({ keyFile });
      }}
    />
  );
}

/** The recording once, where a run may be that long; the file of a link is for as many as the link says. */
function asMany({ count, digest }: Recording<number>, { trace, requests }: Setup): number {
  return trace?.digest === digest || !isWithin('requests', count) ? requests : count;
}
