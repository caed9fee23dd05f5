'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Icon } from './icon';
import type { UrlState } from './use-url-state';

interface WordsFieldProps {
  /** Those in the address, under `q`. */
  readonly words: string;
  readonly url: UrlState;
  readonly label: string;
  /** Where the words are looked for. */
  readonly placeholder: string;
}

const PAUSE_MS = 200;

/** Words to look for; the address follows once one pauses. */
export function WordsField({ words, url, label, placeholder }: WordsFieldProps): ReactNode {
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
        aria-label={label}
        placeholder={placeholder}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}
