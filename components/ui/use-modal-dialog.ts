import { type RefObject, type SyntheticEvent, useEffect, useRef } from 'react';

interface ModalDialog {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly onCancel: (event: SyntheticEvent) => void;
}

/** The browser's own modal dialog, open while it is in the page; it gives the focus back to where it was. */
export function useModalDialog(onClose: () => void): ModalDialog {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // Taken out of the page the dialog gives nothing back by itself.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);

  function onCancel(event: SyntheticEvent): void {
    event.preventDefault();
    onClose();
  }

  return { dialog, onCancel };
}
