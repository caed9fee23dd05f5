'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { ACTION_KINDS, STEP_STATES } from '@/lib/domain/action';
import { FilterChip } from '../ui/filter-chip';
import { Icon } from '../ui/icon';
import type { UrlState } from '../ui/use-url-state';
import type { ActionFilter } from './action-filter';
import { KIND_LOOKS } from './kind-looks';

interface ActionsToolbarProps {
  readonly filter: ActionFilter;
  readonly registries: readonly string[];
  readonly url: UrlState;
}

const PAUSE_MS = 200;

/** The filters as chips; what they are set to stands in the address. */
export function ActionsToolbar({ filter, registries, url }: ActionsToolbarProps): ReactNode {
  const set = (name: string) => (value: string | null) => url.set({ [name]: value });
  return (
    <div className="toolbar">
      <FilterChip label="State" value={filter.state} options={plain(STEP_STATES)} onChange={set('state')} />
      <FilterChip
        label="Action"
        value={filter.kind}
        options={ACTION_KINDS.map((kind) => ({ value: kind, label: KIND_LOOKS[kind].verb }))}
        onChange={set('kind')}
      />
      {registries.length > 1 && (
        <FilterChip label="Registry" value={filter.registry} options={plain(registries)} onChange={set('registry')} />
      )}
      <WordsField words={filter.q ?? ''} url={url} />
    </div>
  );
}

/** Words to look for; the address follows once one pauses. */
function WordsField({ words, url }: { words: string; url: UrlState }): ReactNode {
  const [text, setText] = useState(words);
  const [known, setKnown] = useState(words);
  if (words !== known) {
    setKnown(words);
    if (words !== text.trim()) setText(words);
  }
  useEffect(() => {
    if (text.trim() === words) return;
    const timer = setTimeout(() => url.set({ q: text.trim() }, 'typing'), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, words, url]);
  return (
    <span className="find">
      <Icon name="search" small />
      <input
        type="search"
        className="input"
        aria-label="Find actions"
        placeholder="Who, why, service, address"
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}

function plain(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }));
}
