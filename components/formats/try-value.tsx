'use client';

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { FilterChip } from '../ui/filter-chip';
import { TriedResult } from './tried-result';
import { TRY_EXAMPLES } from './try-examples';
import { useTrial } from './use-trial';

interface TryValueProps {
  /** Those that have formats, in the order of configuration. */
  readonly registries: readonly string[];
  /** Chosen elsewhere on the page. */
  readonly registry: string | null;
  /** Filled in to begin with; empty where none is given. */
  readonly givenKey: string;
}

/** Paste a key and value, see how they would be read. Nothing is written, and no value gets into the address. */
export function TryValue({ registries, registry, givenKey }: TryValueProps): ReactNode {
  const [text, setText] = useState({ key: givenKey, value: '' });
  const [picked, setPicked] = useState<string | null>(null);
  const trial = useTrial();
  const ids = { title: useId(), hint: useId() };
  const valueField = useRef<HTMLTextAreaElement>(null);
  const verdict = useRef<HTMLDivElement>(null);
  const chosen = picked ?? (registry !== null && registries.includes(registry) ? registry : (registries[0] ?? null));
  const hasKey = text.key !== '';

  useEffect(() => {
    if (givenKey !== '') valueField.current?.focus();
  }, [givenKey]);
  useEffect(() => {
    if (trial.data || trial.error) verdict.current?.scrollIntoView({ block: 'nearest' });
  }, [trial.data, trial.error]);

  /** A verdict is of what was read: it goes when that is no longer what stands here. */
  function write(change: Partial<typeof text>): void {
    setText((before) => ({ ...before, ...change }));
    trial.reset();
  }

  function read(event?: FormEvent): void {
    event?.preventDefault();
    if (hasKey) trial.mutate({ ...text, registry: chosen ?? undefined });
  }

  function readOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    read();
  }

  return (
    <section className="try" id="try" aria-labelledby={ids.title}>
      <header>
        <h2 id={ids.title}>Try a value</h2>
        {registries.length > 1 && (
          <FilterChip
            label="Read as"
            any={null}
            value={chosen}
            options={registries.map((id) => ({ value: id, label: id }))}
            onChange={(id) => {
              setPicked(id);
              trial.reset();
            }}
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
            value={text.key}
            onChange={(event) => write({ key: event.target.value })}
          />
        </label>
        <label className="field">
          <span>Value</span>
          <textarea
            ref={valueField}
            className="input mono"
            rows={9}
            spellCheck={false}
            autoComplete="off"
            value={text.value}
            onChange={(event) => write({ value: event.target.value })}
          />
        </label>
        <div className="try-go">
          <button
            type="submit"
            className="btn solid"
            disabled={!hasKey || trial.isPending}
            title={hasKey ? undefined : 'Enter a key'}
            aria-describedby={hasKey ? undefined : ids.hint}
          >
            {trial.isPending ? 'Reading' : 'Read'}
          </button>
          {hasKey ? (
            <kbd className="kbd wide">Ctrl Enter</kbd>
          ) : (
            <span className="faint" id={ids.hint}>
              Enter a key
            </span>
          )}
        </div>
      </form>
      <div className="try-examples">
        <span className="faint">Examples</span>
        {TRY_EXAMPLES.map(({ label, key, value }) => (
          <button key={label} type="button" className="textlike" onClick={() => write({ key, value })}>
            {label}
          </button>
        ))}
      </div>
      <div className="verdict" aria-live="polite" ref={verdict}>
        {trial.error && <p className="tried-reason critical">It could not be tried: {trial.error.message}</p>}
        {trial.data && <TriedResult tried={trial.data} registry={chosen ?? ''} />}
      </div>
    </section>
  );
}
