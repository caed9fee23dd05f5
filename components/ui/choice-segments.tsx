import { type ReactNode, useId } from 'react';

interface ChoiceSegmentsProps<Choice> {
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
  /** What a choice is called; without it, as it is written. */
  readonly words?: (choice: Choice) => string;
  readonly onChoose: (choice: Choice) => void;
}

/** A few choices side by side, one of them chosen; the fieldset around them says of what. */
export function ChoiceSegments<Choice extends string | boolean>(props: ChoiceSegmentsProps<Choice>): ReactNode {
  const { choices, chosen, words = String, onChoose } = props;
  const name = useId();
  return (
    <div className="seg full">
      {choices.map((choice) => (
        <label key={String(choice)}>
          {words(choice)}
          <input
            className="sr"
            type="radio"
            name={name}
            checked={choice === chosen}
            onChange={() => onChoose(choice)}
          />
        </label>
      ))}
    </div>
  );
}
