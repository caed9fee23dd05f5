'use client';

import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { FilterChip } from '../ui/filter-chip';
import { TriedResult } from './tried-result';
import { TRY_EXAMPLES } from './try-examples';
import { useTrial } from './use-trial';

interface TryValueProps {
  /** Those that have formats, in the order of configuration. */
  readonly registries: readonly string[];
  /** Chosen elsewhere on the page. */
  readonly registry: string | null;
}

/** Paste a key and value, see how they would be read. Nothing is written, and nothing of it gets into the address. */
export function TryValue({ registries, registry }: TryValueProps): ReactNode {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const trial = useTrial();
  const titleId = useId();
  const chosen = picked ?? (registry !== null && registries.includes(registry) ? registry : (registries[0] ?? null));

  function read(event?: FormEvent): void {
    event?.preventDefault();
    if (key !== '') trial.mutate({ key, value, registry: chosen ?? undefined });
  }

  function readOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    read();
  }

  return (
    <section className="try" id="try" aria-labelledby={titleId}>
      <header>
        <h2 id={titleId}>Try a value</h2>
        {registries.length > 1 && (
          <FilterChip
            label="Read as"
            any={null}
            value={chosen}
            options={registries.map((id) => ({ value: id, label: id }))}
            onChange={setPicked}
          />
        )}
      </header>
      <p className="dim">How would this key be read? Nothing is written or kept.</p>
      <form onSubmit={read} onKeyDown={readOnEnter}>
        <label className="field">
          <span>Key</span>
          <textarea
            className="input mono"
            rows={2}
            spellCheck={false}
            autoComplete="off"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </label>
        <label className="field">
          <span>Value</span>
          <textarea
            className="input mono"
            rows={9}
            spellCheck={false}
            autoComplete="off"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </label>
        <div className="try-go">
          <button type="submit" className="btn solid" disabled={key === '' || trial.isPending}>
            {trial.isPending ? 'Reading' : 'Read'}
          </button>
          <kbd className="kbd wide">Ctrl Enter</kbd>
        </div>
      </form>
      <div className="try-examples">
        <span className="faint">Examples</span>
        {TRY_EXAMPLES.map((example) => (
          <button
            key={example.label}
            type="button"
            className="textlike"
            onClick={() => {
              setKey(example.key);
              setValue(example.value);
              trial.reset();
            }}
          >
            {example.label}
          </button>
        ))}
      </div>
      <div aria-live="polite">
        {trial.error && <p className="tried-reason critical">It could not be tried: {trial.error.message}</p>}
        {trial.data && <TriedResult tried={trial.data} registry={chosen ?? ''} />}
      </div>
    </section>
  );
}
