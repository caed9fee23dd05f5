'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { servicesPath } from '../ui/paths';
import { useUrlState } from '../ui/use-url-state';

const PAUSE_MS = 150;

/** Search over services and what is in them. On Services it filters while one types; elsewhere Enter goes there. */
export function Search(): ReactNode {
  const isLive = usePathname() === '/services';
  const router = useRouter();
  const url = useUrlState();
  const q = (isLive ? url.get('q') : null) ?? '';
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const written = useRef(q);

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

  useEffect(() => {
    function focusOnSlash(event: globalThis.KeyboardEvent): void {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    document.addEventListener('keydown', focusOnSlash);
    return () => document.removeEventListener('keydown', focusOnSlash);
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape') {
      if (text === '') event.currentTarget.blur();
      setText('');
    } else if (event.key === 'Enter' && !isLive && text.trim() !== '') {
      router.push(servicesPath({ q: text.trim() }));
    } else if (isLive && (event.key === 'ArrowDown' || event.key === 'Enter')) {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-rows] a')?.focus();
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
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
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
            setText('');
            input.current?.focus();
          }}
        >
          <Icon name="close" small />
        </button>
      )}
    </search>
  );
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
