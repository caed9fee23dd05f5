'use client';

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from './icon';
import { menuPlace } from './menu-place';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** Why it cannot be chosen; it stays in the menu and says so. */
  readonly whyNot?: string | null;
  readonly onChoose: () => void;
  /** Begins a new group. */
  readonly isApart?: boolean;
}

interface MenuButtonProps {
  readonly label: string;
  /** Asked for only once the menu is open. */
  readonly children: (choose: (item: MenuItem) => void) => ReactNode;
  readonly icon?: IconName;
  readonly small?: boolean;
  /** What the button shows in place of the icon alone. */
  readonly face?: ReactNode;
  readonly isDisabled?: boolean;
}

/** A button that opens a menu: arrows walk it, Enter and Space choose, Escape and a press outside close it. */
export function MenuButton(props: MenuButtonProps): ReactNode {
  const { label, children, icon = 'more', small = false, face, isDisabled = false } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!isOpen || !menu.current || !button.current) return;
    menu.current.showPopover();
    Object.assign(menu.current.style, menuPlace(button.current.getBoundingClientRect(), menu.current));
    focusItem(menu.current, 0);
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    // What lies around has arrows of its own.
    event.stopPropagation();
    const items = itemsOf(menu.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) focusItem(menu.current, (to + items.length) % items.length);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={face ? 'btn' : `btn bare icon${small ? ' small' : ''} kebab`}
        disabled={isDisabled}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        title={face ? undefined : label}
        onClick={() => setOpen(!isOpen)}
      >
        {face ?? <Icon name={icon} small={small} />}
      </button>
      {isOpen && (
        <div
          ref={menu}
          popover="auto"
          role="menu"
          aria-label={label}
          className="menu"
          tabIndex={-1}
          onKeyDown={onKeyDown}
          onToggle={(event) => event.newState === 'closed' && setOpen(false)}
        >
          {children((item) => {
            close();
            item.onChoose();
          })}
        </div>
      )}
    </>
  );
}

/** The items of a {@link MenuButton}. */
export function MenuItems({
  items,
  choose,
}: {
  items: readonly MenuItem[];
  choose: (item: MenuItem) => void;
}): ReactNode {
  return items.map((item) => (
    <button
      key={item.id}
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={item.isApart ? 'apart' : undefined}
      aria-disabled={item.whyNot ? true : undefined}
      onClick={() => !item.whyNot && choose(item)}
    >
      {item.icon && <Icon name={item.icon} small />}
      <span>
        {item.label}
        {item.whyNot && <span className="why">{item.whyNot}</span>}
      </span>
    </button>
  ));
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}

function focusItem(menu: HTMLElement | null, index: number): void {
  itemsOf(menu)[index]?.focus();
}
