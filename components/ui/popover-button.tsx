'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { menuPlace } from './menu-place';

interface PopoverButtonProps {
  readonly label: string;
  readonly className: string;
  /** What the button shows. */
  readonly face: ReactNode;
  /** Asked for only once it is open. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a small sheet below itself; Escape, a press outside and leaving it by Tab close it. */
export function PopoverButton({ label, className, face, children }: PopoverButtonProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);

  useEffect(() => {
    if (!isOpen || !sheet.current || !button.current) return;
    sheet.current.showPopover();
    Object.assign(sheet.current.style, menuPlace(button.current.getBoundingClientRect(), sheet.current));
    sheet.current.focus();
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        onPointerDown={() => {
          // The press itself closes it, being outside; the click after it must not open it again.
          wasOpen.current = isOpen;
        }}
        onClick={({ detail }) => setOpen(detail === 0 ? !isOpen : !wasOpen.current)}
      >
        {face}
      </button>
      {isOpen && (
        <div
          ref={sheet}
          popover="auto"
          role="dialog"
          aria-label={label}
          className="menu sheet"
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            close();
          }}
          onBlur={({ relatedTarget, currentTarget }) => {
            if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setOpen(false);
          }}
          onToggle={(event) => event.newState === 'closed' && setOpen(false)}
        >
          {children(close)}
        </div>
      )}
    </>
  );
}
