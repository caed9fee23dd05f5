'use client';

import { type FormEvent, type ReactNode, useId } from 'react';
import type { IconName } from '../ui/icon';
import { SidePanel } from '../ui/side-panel';
import { TroubleLine } from './trouble-line';
import type { Sending } from './use-sending';

interface FormPanelProps {
  readonly title: string;
  readonly icon: IconName;
  /** What the button says. */
  readonly verb: string;
  readonly sending: Sending;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** In place of the form, once it is done. */
  readonly done?: ReactNode;
  readonly children: ReactNode;
}

/** A form in a panel, and then what came of it. */
export function FormPanel(props: FormPanelProps): ReactNode {
  const { title, icon, verb, sending, onSubmit, onClose, done, children } = props;
  const formId = useId();
  if (done) {
    const foot = (
      <>
        <span className="push" />
        <button type="button" className="btn solid" onClick={onClose}>
          Done
        </button>
      </>
    );
    return (
      <SidePanel icon={icon} title={title} onClose={onClose} foot={foot}>
        <div className="drawer-body">{done}</div>
      </SidePanel>
    );
  }
  return (
    <SidePanel
      icon={icon}
      title={title}
      onClose={onClose}
      foot={
        <>
          <TroubleLine trouble={sending.trouble} />
          <span className="push" />
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={formId} className="btn solid" disabled={sending.isSending}>
            {verb}
          </button>
        </>
      }
    >
      <form
        id={formId}
        className="drawer-body"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </SidePanel>
  );
}
