import type { ReactNode } from 'react';

interface SelectFieldProps<Choice extends string> {
  readonly label: string;
  readonly value: Choice;
  readonly choices: readonly Choice[];
  readonly words?: (choice: Choice) => string;
  readonly onChoose: (choice: Choice) => void;
}

/** One of a few words, under its name. */
export function SelectField<Choice extends string>(props: SelectFieldProps<Choice>): ReactNode {
  const { label, value, choices, words = String, onChoose } = props;
  return (
    <label className="field">
      <span>{label}</span>
      <select
        className="input"
        value={value}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice === target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}
