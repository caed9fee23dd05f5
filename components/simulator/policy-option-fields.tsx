import type { ReactNode } from 'react';
import { policyOf } from '@/lib/balancer/policies';
import type { PolicyOptions } from '@/lib/balancer/policy';
import { optionFrom, optionWords, policyProblem } from '@/lib/view/simulation-policies';
import type { PolicyChoice } from '@/lib/view/simulation-setup';
import { NumberField } from './number-field';

interface PolicyOptionFieldsProps {
  readonly choice: PolicyChoice;
  readonly onPut: (options: PolicyOptions) => void;
}

/** The options of a policy, by the names its system gives them. */
export function PolicyOptionFields({ choice, onPut }: PolicyOptionFieldsProps): ReactNode {
  const policy = policyOf(choice.id);
  const names = Object.keys(policy?.defaults ?? {});
  if (!policy || names.length === 0) return <p className="faint">It has no options.</p>;
  const values = { ...policy.defaults, ...choice.options };
  const problem = policyProblem(choice);
  const put = (name: string, text: string) => {
    const value = optionFrom(choice.id, name, text);
    if (value !== undefined) onPut({ ...choice.options, [name]: value });
  };
  return (
    <>
      <div className="pair">
        {names.map((name) => {
          const value = values[name];
          const label = optionWords(name);
          if (typeof value === 'number') {
            return (
              <NumberField
                key={name}
                label={label}
                value={value}
                isAllowed={Number.isFinite}
                hint="A number"
                onChange={(next) => put(name, String(next))}
              />
            );
          }
          const choices = typeof value === 'boolean' ? ['true', 'false'] : (policy.words[name] ?? []);
          return (
            <label key={name} className="field">
              <span>{label}</span>
              <select className="input" value={String(value)} onChange={({ target }) => put(name, target.value)}>
                {choices.map((one) => (
                  <option key={one} value={one}>
                    {one === 'true' ? 'yes' : one === 'false' ? 'no' : one}
                  </option>
                ))}
              </select>
            </label>
          );
        })}
      </div>
      {problem !== null && (
        <p className="hint wrong" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
