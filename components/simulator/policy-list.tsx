import type { ReactNode } from 'react';
import { POLICIES } from '@/lib/balancer/policies';
import { policyWords } from '@/lib/balancer/policy-words';
import { choiceWords, ownOptions } from '@/lib/view/simulation-policies';
import { MOST_POLICIES, type PolicyChoice } from '@/lib/view/simulation-setup';
import { Icon } from '../ui/icon';
import { MenuButton, MenuItems } from '../ui/menu-button';
import { PopoverButton } from '../ui/popover-button';
import { PolicyOptionFields } from './policy-option-fields';
import { SeriesMark } from './series-mark';
import type { SetupState } from './use-setup';

/** The policies that are compared, each with its colour and dash; one can be changed, left out, and another added. */
export function PolicyList({ state }: { state: SetupState }): ReactNode {
  const { policies } = state.setup;
  const put = (next: readonly PolicyChoice[]) => state.change({ policies: next });
  return (
    <fieldset className="bare-set field policies">
      <legend>Policies</legend>
      <ul>
        {policies.map((choice, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place gives the colour; the same policy may stand twice.
          <li key={place}>
            <PolicyItem
              choice={choice}
              place={place}
              onPut={(changed) => put(policies.map((one, at) => (at === place ? changed : one)))}
              onLeaveOut={policies.length === 1 ? null : () => put(policies.filter((_, at) => at !== place))}
            />
          </li>
        ))}
      </ul>
      <MenuButton
        label="Add policy"
        isDisabled={policies.length >= MOST_POLICIES}
        face={
          <>
            <Icon name="registered" small />
            {policies.length >= MOST_POLICIES ? `${MOST_POLICIES} at most` : 'Add policy'}
          </>
        }
      >
        {(choose) => (
          <MenuItems
            items={POLICIES.map(({ id }) => ({
              id,
              label: policyWords(id).title,
              onChoose: () => put([...policies, { id, options: {} }]),
            }))}
            choose={choose}
          />
        )}
      </MenuButton>
    </fieldset>
  );
}

interface PolicyItemProps {
  readonly choice: PolicyChoice;
  readonly place: number;
  readonly onPut: (choice: PolicyChoice) => void;
  /** Null for the last one. */
  readonly onLeaveOut: (() => void) | null;
}

function PolicyItem({ choice, place, onPut, onLeaveOut }: PolicyItemProps): ReactNode {
  const { title, sub } = choiceWords(choice);
  const { explanation, source } = policyWords(choice.id);
  return (
    <>
      <SeriesMark place={place} />
      <PopoverButton
        label={`About ${title} ${sub}`}
        className="policy-face"
        face={
          <>
            <b className="clip">{title}</b> <span className="faint clip">{sub}</span>
          </>
        }
      >
        {() => (
          <div className="policy-sheet">
            <h3>{title}</h3>
            <p>{explanation}</p>
            <p>
              <a className="link" href={source.href} target="_blank" rel="noreferrer noopener">
                {source.label}
              </a>
            </p>
            <PolicyOptionFields
              choice={choice}
              onPut={(options) => onPut({ id: choice.id, options: ownOptions(choice.id, options) })}
            />
          </div>
        )}
      </PopoverButton>
      <button
        type="button"
        className="btn bare icon small"
        aria-label={`Leave out ${title}, ${sub}`}
        title={onLeaveOut ? `Leave out ${title}` : 'One policy has to stay'}
        disabled={onLeaveOut === null}
        onClick={() => onLeaveOut?.()}
      >
        <Icon name="close" small />
      </button>
    </>
  );
}
