'use client';

import { type ReactNode, useRef } from 'react';
import type { Action } from '@/lib/domain/action';
import { SidePanel } from '../ui/side-panel';
import { ActionForm } from './action-form';
import { actionWords } from './action-words';
import { ChangedNote } from './changed-note';
import { ConfirmNames } from './confirm-names';
import { DecideFoot } from './decide-foot';
import type { Draft } from './draft';
import { KindField } from './kind-field';
import { KIND_LOOKS } from './kind-looks';
import { targetKey } from './listed-targets';
import { PreviewView } from './preview-view';
import { TargetList } from './target-list';
import { TroubleLine } from './trouble-line';
import { useBeginning } from './use-beginning';
import { troublePlace, troubleWords } from './use-submit';

interface ActionBeginningProps {
  readonly draft: Draft;
  /** `windows`: how long each target is watched afterwards, in seconds by registry and instance. */
  readonly onBegun: (action: Action, windows: ReadonlyMap<string, number>) => void;
  readonly onClose: () => void;
}

/** What is about to be done: to what, why, what it will do to traffic and to the registry, and the button. */
export function ActionBeginning({ draft, onBegun, onClose }: ActionBeginningProps): ReactNode {
  const body = useRef<HTMLDivElement>(null);
  const beginning = useBeginning(draft, (action) => onBegun(action, windows));
  const { form, set, preview, listed, whyNot, submit, lookTrouble, lookAgain } = beginning;
  const windows = new Map(
    preview?.targets.map((target) => [targetKey(target.registry, target.instance), target.returnWindowSeconds]),
  );
  const words = actionWords(form.kind, beginning.what, beginning.weight);
  const dangers = beginning.isRefused ? [] : (preview?.confirm ?? []);
  const asked = troublePlace(submit.error);
  // Without a name to type there is no such place.
  const place = asked === 'confirm' && dangers.length === 0 ? 'whole' : asked;
  const trouble = submit.error ? troubleWords(submit.error) : null;

  function begin(): void {
    const field = beginning.begin();
    if (field !== null) body.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();
  }

  return (
    <SidePanel
      icon={KIND_LOOKS[form.kind].icon}
      tone={form.kind === 'drain' || form.kind === 'restore' ? 'out' : 'unknown'}
      title={words}
      onClose={onClose}
      foot={
        <>
          {place === 'whole' && <TroubleLine>{trouble}</TroubleLine>}
          <DecideFoot
            words={words}
            sendingWords={`${KIND_LOOKS[form.kind].doing} ${beginning.what}`}
            isSending={submit.isPending}
            isDangerous={dangers.length > 0}
            whyNot={whyNot}
            onBegin={begin}
            onClose={onClose}
          />
        </>
      }
    >
      <div className="drawer-body" ref={body}>
        <KindField form={form} set={set} />
        <TargetList
          targets={listed}
          withService={new Set(listed.map(({ service }) => service)).size > 1}
          onLeaveOut={beginning.leaveOut}
        />
        {preview && listed.length === 0 && <p className="faint">Nothing there meets that.</p>}
        {place === 'targets' && <TroubleLine isBlock>{trouble}</TroubleLine>}
        <ChangedNote preview={preview} onLookAgain={lookAgain} />
        {lookTrouble && (
          <TroubleLine isBlock onAgain={lookAgain}>
            What it would do could not be read: {lookTrouble.message}
          </TroubleLine>
        )}
        {beginning.isLooking && <p className="faint looking">Looking what it would do…</p>}
        {preview && <PreviewView preview={preview} kind={form.kind} />}
        {!beginning.isRefused && <ActionForm form={form} set={set} troubles={beginning.troubles} />}
        <ConfirmNames services={dangers} form={form} set={set} trouble={place === 'confirm' ? trouble : null} />
      </div>
    </SidePanel>
  );
}
