import type { ReactNode } from 'react';
import { MOST_JOINING, QUESTIONS, type Question, type Setup } from '@/lib/view/simulation-setup';
import { ChoiceSegments } from '../ui/choice-segments';
import { NumberField } from './number-field';
import { shortKeys } from './short-keys';
import type { SetupState } from './use-setup';

const WORDS: Readonly<Record<Question, string>> = { load: 'Load', shares: 'Shares', churn: 'Churn' };
const ABOUT: Readonly<Record<Question, string>> = {
  load: 'Queues and latency over time',
  shares: 'Who gets how much, without time',
  churn: 'Whose keys move when the fleet changes',
};

/** What is asked of the policies; for churn, who leaves or joins. */
export function QuestionField({ state }: { state: SetupState }): ReactNode {
  const { setup, change } = state;
  return (
    <>
      <fieldset className="bare-set field">
        <legend>Question</legend>
        <ChoiceSegments
          choices={QUESTIONS}
          chosen={setup.question}
          words={(question) => WORDS[question]}
          onChoose={(question) => change(question === 'churn' ? asChurn(setup) : { question })}
        />
        <span className="hint">{ABOUT[setup.question]}</span>
      </fieldset>
      {setup.question === 'churn' && <ChurnFields state={state} />}
    </>
  );
}

function ChurnFields({ state }: { state: SetupState }): ReactNode {
  const { setup, change } = state;
  const { change: churn, fleet } = setup;
  const names = shortKeys(fleet.map(({ key }) => key));
  const leaving = churn.kind === 'remove' ? churn.places : [];

  function leave(place: number, isLeaving: boolean): void {
    const places = isLeaving
      ? [...leaving, place].sort((one, other) => one - other)
      : leaving.filter((one) => one !== place);
    change({ change: { kind: 'remove', places } });
  }

  return (
    <fieldset className="bare-set field">
      <legend>What happens</legend>
      <ChoiceSegments
        choices={['remove', 'add'] as const}
        chosen={churn.kind}
        words={(kind) => (kind === 'remove' ? 'Some leave' : 'Some join')}
        onChoose={(kind) =>
          change({ change: kind === 'add' ? { kind, count: 1 } : { kind, places: firstServing(fleet) } })
        }
      />
      {churn.kind === 'add' ? (
        <NumberField
          label="How many join"
          value={churn.count}
          isAllowed={(count) => Number.isInteger(count) && count >= 1 && count <= MOST_JOINING}
          hint={`1 to ${MOST_JOINING}`}
          onChange={(count) => change({ change: { kind: 'add', count } })}
        />
      ) : (
        <ul className="leavers" aria-label="Who leaves">
          {fleet.map(
            (member, place) =>
              member.takesPart && (
                // biome-ignore lint/suspicious/noArrayIndexKey: its place is who it is here.
                <li key={place}>
                  <label className="check-line">
                    <input
                      type="checkbox"
                      className="check"
                      checked={leaving.includes(place)}
                      onChange={({ target }) => leave(place, target.checked)}
                    />
                    <span className="mono clip">{names[place]}</span>
                  </label>
                </li>
              ),
          )}
        </ul>
      )}
    </fieldset>
  );
}

/** Somebody leaves whose leaving shows: the first that gets requests. */
function asChurn({ change: churn, fleet }: Setup): Partial<Setup> {
  const isUsual = churn.kind === 'remove' && churn.places.every((place) => !serves(fleet[place]));
  return { question: 'churn', ...(isUsual && { change: { kind: 'remove', places: firstServing(fleet) } }) };
}

function firstServing(fleet: Setup['fleet']): readonly number[] {
  return [Math.max(0, fleet.findIndex(serves))];
}

function serves(member: Setup['fleet'][number] | undefined): boolean {
  return member?.takesPart === true && member.health !== 'critical' && member.weight > 0;
}
