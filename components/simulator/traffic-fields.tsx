import type { ReactNode } from 'react';
import { capacityPerSecond, participants, pickableCapacity, ratePerSecond } from '@/lib/view/simulation-plan';
import { SEED_LENGTH, type Setup } from '@/lib/view/simulation-setup';
import { isWithin } from '@/lib/view/simulation-url';
import { countText, percentText, timeText } from './figures';
import { NumberField } from './number-field';
import { RangeField } from './range-field';
import type { SetupState } from './use-setup';

const LEAST_LOAD = 5;
const MOST_LOAD = 150;
/** The slider of times is a logarithmic one: 1 ms to 10 s. */
const TIME_STEPS = 80;
const SKEW_STEPS = 40;
const SKEW_STEP = 0.05;

/** How much is asked, how long it takes, and of whom. */
export function TrafficFields({ state }: { state: SetupState }): ReactNode {
  const { setup, change } = state;
  const { question, loadPercent, meanMs, keySkew } = setup;
  const isRecorded = setup.arrivals === 'recorded';
  return (
    <>
      {question === 'load' && (
        <>
          {isRecorded ? (
            <RecordedLoad setup={setup} />
          ) : (
            <RangeField
              label="Load"
              text={`${loadPercent} %`}
              at={Math.min(Math.max(loadPercent, LEAST_LOAD), MOST_LOAD) - LEAST_LOAD}
              steps={MOST_LOAD - LEAST_LOAD}
              hint={rateHint(setup)}
              onChange={(at) => change({ loadPercent: at + LEAST_LOAD })}
            />
          )}
          <RangeField
            label="Service time, mean"
            text={timeText(meanMs)}
            at={Math.min(TIME_STEPS, Math.round(20 * Math.log10(Math.max(1, meanMs))))}
            steps={TIME_STEPS}
            hint={timeHint(setup)}
            onChange={(at) => change({ meanMs: niceTime(at) })}
          />
        </>
      )}
      {question !== 'churn' && setup.keysFrom === 'drawn' && (
        <RangeField
          label="Key skew, Zipf s"
          text={keySkew.toFixed(2)}
          at={Math.min(SKEW_STEPS, Math.round(keySkew / SKEW_STEP))}
          steps={SKEW_STEPS}
          onChange={(at) => change({ keySkew: Math.round(at * SKEW_STEP * 100) / 100 })}
        />
      )}
      <div className="pair">
        <label className="field">
          <span>Seed</span>
          <input
            className="input"
            autoComplete="off"
            maxLength={SEED_LENGTH}
            value={setup.seed}
            onChange={({ target }) => change({ seed: target.value })}
          />
        </label>
        <NumberField
          label={question === 'churn' ? 'Keys' : 'Requests'}
          value={setup.requests}
          isAllowed={(value) => isWithin('requests', value)}
          hint="100 to 5,000,000"
          onChange={(requests) => change({ requests })}
        />
      </div>
    </>
  );
}

/** A recording is played as it is: how long the work takes decides the load. */
function RecordedLoad({ setup }: { setup: Setup }): ReactNode {
  const load = ratePerSecond(setup) / capacityPerSecond(setup);
  return (
    <div className="field">
      <span className="row2">
        Load, as recorded
        <b>{load > 0 && Number.isFinite(load) ? percentText(load, 0) : 'not known yet'}</b>
      </span>
      <span className="hint">{rateHint(setup)}</span>
    </div>
  );
}

function rateHint(setup: Setup): string {
  if (setup.fleet.length === 0) return '';
  const [rate, capacity, taking] = [ratePerSecond(setup), capacityPerSecond(setup), pickableCapacity(setup)];
  if (Math.abs(taking - capacity) < capacity / 1000)
    return `${rateText(rate)} of ${rateText(capacity)} requests a second`;
  const share = taking > 0 ? `${percentText(rate / taking, 0)} of what those that get them can answer` : 'for nobody';
  return `${rateText(rate)} requests a second: ${share}`;
}

function rateText(rate: number): string {
  return rate >= 10 ? countText(Math.round(rate)) : rate.toFixed(1);
}

/** What a light one takes, where weights are how strong an instance is. */
function timeHint(setup: Setup): string {
  const words = setup.serviceTime;
  const slow = participants(setup)
    .map(({ weight, slowness }) => ({ weight, slowness }))
    .reduce((most, one) => (one.slowness > most.slowness ? one : most), { weight: 0, slowness: 1 });
  if (slow.slowness === 1) return words;
  return `${words}; the slowest takes ${timeText(slow.slowness * setup.meanMs)}`;
}

/** Two digits at most: 1, 1.1, 1.3, 1.4 … */
function niceTime(at: number): number {
  return Number((10 ** (at / 20)).toPrecision(2));
}
