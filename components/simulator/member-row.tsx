import { type ReactNode, useId } from 'react';
import { HEALTHS } from '@/lib/domain/instance';
import { type FleetMember, isSlowness, isWeight } from '@/lib/view/simulation-fleet';
import { Icon } from '../ui/icon';
import { PopoverButton } from '../ui/popover-button';
import { NumberField } from './number-field';

interface MemberRowProps {
  readonly member: FleetMember;
  readonly name: string;
  readonly zone: string | null;
  readonly onPut: (part: Partial<FleetMember>) => void;
}

/** One instance: whether it takes part, its weight, and what is not usual of it. */
export function MemberRow({ member, name, zone, onPut }: MemberRowProps): ReactNode {
  const { key, weight, health, rotation, slowness, takesPart } = member;
  const id = useId();
  const weightText = weight.toLocaleString('en');
  const face = slowness === 1 ? weightText : `${slowness} × slow${weight === 1 ? '' : ` ${weightText}`}`;
  return (
    <li className={takesPart ? undefined : 'off'}>
      <input
        id={id}
        type="checkbox"
        className="check"
        checked={takesPart}
        onChange={({ target }) => onPut({ takesPart: target.checked })}
      />
      <label htmlFor={id} className="mono clip" title={zone ? `${key}, zone ${zone}` : key}>
        {name}
      </label>
      {health !== 'passing' && (
        <span className={`st ${health}`} title={health}>
          <Icon name={health} small />
          <span className="sr">{health}</span>
        </span>
      )}
      {rotation === 'out' && (
        <span className="st out" title="out of rotation">
          <Icon name="out" small />
          <span className="sr">out of rotation</span>
        </span>
      )}
      <PopoverButton
        label={`Change ${name}, weight: ${face}`}
        className="member-face"
        face={<span className={slowness === 1 ? undefined : 'slow'}>{face}</span>}
      >
        {() => (
          <div className="member-sheet">
            <p>
              <span className="mono">{key}</span> {zone && <span className="faint">zone {zone}</span>}
            </p>
            <div className="pair">
              <NumberField
                label="Weight"
                value={weight}
                isAllowed={isWeight}
                hint="0 to 1,000,000"
                onChange={(next) => onPut({ weight: next, isEdited: true })}
              />
              <NumberField
                label="Times as slow"
                value={slowness}
                isAllowed={isSlowness}
                hint="0.01 to 1,000"
                onChange={(next) => onPut({ slowness: next })}
              />
            </div>
            <label className="field">
              <span>Health</span>
              <select
                className="input"
                value={health}
                onChange={({ target }) =>
                  onPut({ health: HEALTHS.find((one) => one === target.value) ?? health, isEdited: true })
                }
              >
                {HEALTHS.toReversed().map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </label>
          </div>
        )}
      </PopoverButton>
    </li>
  );
}
