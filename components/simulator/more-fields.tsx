import { type ReactNode, useState } from 'react';
import { ARRIVALS, KEY_SOURCES, LIMITS, SERVICE_TIMES, type SetupNumbers } from '@/lib/view/simulation-setup';
import { isWithin } from '@/lib/view/simulation-url';
import { Fold } from '../ui/fold';
import { EventList } from './event-list';
import { NumberField } from './number-field';
import { KeyFileField, TraceField } from './recorded-fields';
import { SelectField } from './select-field';
import type { SetupState } from './use-setup';

type Named = readonly [name: keyof SetupNumbers, label: string];

const OF_LOAD: readonly Named[] = [
  ['concurrency', 'At once, each'],
  ['queueLimit', 'Queue limit'],
  ['timeoutMs', 'Timeout, ms'],
  ['retries', 'Retries'],
  ['limitMs', 'Success within, ms'],
  ['balancers', 'Balancers'],
  ['staleMs', 'Load stale by, ms'],
];
const ALWAYS: readonly Named[] = [['panicPercent', 'Panic below, %']];
const OF_DRAWN_KEYS: readonly Named[] = [['keyCount', 'Different keys']];
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
          {setup.keysFrom === 'drawn' && <Numbers of={OF_DRAWN_KEYS} state={state} />}
        </div>
        {setup.keysFrom === 'recorded' && <KeyFileField state={state} />}
        <div className="pair">
          <Numbers of={[...(isLoad ? OF_LOAD : []), ...ALWAYS]} state={state} />
        </div>
        {isLoad && <span className="hint">0 is no queue limit, no timeout, and any answer a success.</span>}
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

function Numbers({ of, state: { setup, change } }: { of: readonly Named[]; state: SetupState }): ReactNode {
  return of.map(([name, label]) => (
    <NumberField
      key={name}
      label={label}
      value={setup[name]}
      isAllowed={(value) => isWithin(name, value)}
      hint={`${LIMITS[name].least} to ${LIMITS[name].most.toLocaleString('en')}`}
      onChange={(value) => change({ [name]: value })}
    />
  ));
}
