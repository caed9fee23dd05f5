'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { servicesPath } from '../ui/paths';
import { useUrlState } from '../ui/use-url-state';
import { optionId, SuggestionList } from './suggestion-list';
import { useSlash } from './use-slash';
import { useSuggestions } from './use-suggestions';

const PAUSE_MS = 150;

/** Search over services and what is in them. On Services it filters while one types; elsewhere it suggests pages. */
export function Search(): ReactNode {
  const isLive = usePathname() === '/services';
  const router = useRouter();
  const url = useUrlState();
  const q = (isLive ? url.get('q') : null) ?? '';
  const [text, setText] = useState(q);
  const [hasFocus, setFocus] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const written = useRef(q);
  const listId = useId();
  const suggestions = useSuggestions(isLive || !hasFocus ? '' : text);
  const isOpen = suggestions.length > 0;
  useSlash(input);

  // Back, a link or a cleared filter changed the address: the field follows. Its own writing it lets pass.
  useEffect(() => {
    if (q !== written.current) setText(q);
    written.current = q;
  }, [q]);

  useEffect(() => {
    const typed = text.trim();
    if (!isLive || typed === written.current) return;
    const timer = setTimeout(() => {
      written.current = typed;
      url.set({ q: typed }, 'typing');
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isLive, text, url]);

  function write(next: string): void {
    setText(next);
    setChosen(-1);
  }

  function leave(): void {
    write('');
    input.current?.blur();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const { key } = event;
    if (key === 'Escape') {
      if (text === '') event.currentTarget.blur();
      write('');
    } else if (isLive && (key === 'ArrowDown' || key === 'Enter')) {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-rows] a')?.focus();
    } else if (key === 'Enter' && text.trim() !== '') {
      const choice = suggestions[chosen];
      router.push(choice?.href ?? servicesPath({ q: text.trim() }));
      if (choice && choice.kind !== 'all') leave();
    } else if (isOpen && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      const from = chosen < 0 && key === 'ArrowUp' ? suggestions.length : chosen;
      setChosen((from + (key === 'ArrowDown' ? 1 : -1) + suggestions.length) % suggestions.length);
    }
  }

  return (
    <search className="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label="Search services"
        placeholder="Search name, address, tag, metadata"
        autoComplete="off"
        spellCheck={false}
        {...(!isLive && {
          role: 'combobox',
          'aria-expanded': isOpen,
          'aria-controls': listId,
          'aria-autocomplete': 'list',
          'aria-activedescendant': isOpen && chosen >= 0 ? optionId(listId, chosen) : undefined,
        })}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
      />
      {text === '' ? (
        <span className="kbd" aria-hidden="true">
          /
        </span>
      ) : (
        <button
          type="button"
          className="copy"
          aria-label="Clear search"
          onClick={() => {
            write('');
            input.current?.focus();
          }}
        >
          <Icon name="close" small />
        </button>
      )}
      {isOpen && <SuggestionList id={listId} suggestions={suggestions} chosen={chosen} onFollow={leave} />}
    </search>
  );
}
