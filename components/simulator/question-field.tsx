import type { ReactNode } from 'react';
import { MOST_JOINING, QUESTIONS, type Question } from '@/lib/view/simulation-setup';
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
          onChoose={(question) => change({ question })}
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
  return (
    <fieldset className="bare-set field">
      <legend>What happens</legend>
      <ChoiceSegments
        choices={['remove', 'add'] as const}
        chosen={churn.kind}
        words={(kind) => (kind === 'remove' ? 'Some leave' : 'Some join')}
        onChoose={(kind) => change({ change: kind === 'add' ? { kind, count: 1 } : { kind, places: [0] } })}
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
        <label className="field">
          <span>Who leaves</span>
          <select
            className="input leaving"
            multiple
            size={Math.min(5, Math.max(2, fleet.length))}
            value={leaving.map(String)}
            onChange={({ target }) =>
              change({
                change: { kind: 'remove', places: [...target.selectedOptions].map(({ value }) => Number(value)) },
              })
            }
          >
            {fleet.map(
              (member, place) =>
                member.takesPart && (
                  // biome-ignore lint/suspicious/noArrayIndexKey: its place is who it is here.
                  <option key={place} value={place}>
                    {names[place]}
                  </option>
                ),
            )}
          </select>
        </label>
      )}
    </fieldset>
  );
}
