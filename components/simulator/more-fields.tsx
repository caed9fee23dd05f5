import type { ReactNode } from 'react';
import { ARRIVALS, LIMITS, SERVICE_TIMES, type SetupNumbers } from '@/lib/view/simulation-setup';
import { isWithin } from '@/lib/view/simulation-url';
import { Fold } from '../ui/fold';
import { EventList } from './event-list';
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

/** What is seldom changed. */
export function MoreFields({ state }: { state: SetupState }): ReactNode {
  const { setup, change } = state;
  const isLoad = setup.question === 'load';
  return (
    <Fold summary="More settings">
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
              onChoose={(arrivals) => change({ arrivals })}
            />
          </div>
        )}
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
