'use client';

import { useDeferredValue, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import type { ActionPreview } from '@/lib/domain/action-preview';
import { useSignedOutWords } from '../access/use-session';
import { AnswerError } from '../shell/fetch-json';
import { counted } from '../ui/counted';
import { subjectWords } from './action-words';
import { type Draft, filterWords, isFiltered } from './draft';
import { type ListedTarget, listedTargets, targetKey } from './listed-targets';
import { rememberReason } from './recent-reasons';
import { type DraftForm, formTroubles, isConfirmed, questionOf, requestOf, useDraftForm } from './use-draft-form';
import { usePreview } from './use-preview';
import { useSubmit } from './use-submit';

/** What the drawer shows of an action that is about to begin, and what it can do. */
export function useBeginning(draft: Draft, onBegun: (action: Action) => void) {
  const [form, set] = useDraftForm(draft);
  const [hasTried, setTried] = useState(false);
  const question = questionOf(form);
  const asked = useDeferredValue(question);
  const { data, error, isFetching, isPlaceholderData, refetch } = usePreview(asked);
  const submit = useSubmit((action) => {
    rememberReason(form.reason.trim());
    onBegun(action);
  });

  const isCurrent = data !== undefined && !isPlaceholderData && !isFetching && data.kind === form.kind;
  const preview = isCurrent ? data : null;
  const chosen = isFiltered(draft.targets) ? [] : draft.targets;
  const kept = isFiltered(form.targets)
    ? null
    : new Set(form.targets.map((ref) => targetKey(ref.registry, ref.instance)));
  const listed = listedTargets(
    kept ? chosen.filter(({ registry, id }) => kept.has(targetKey(registry, id))) : chosen,
    isPlaceholderData ? null : (data?.targets ?? null),
  );
  const isOpen = isFiltered(draft.targets) && listed.length === 0;
  const what = isOpen && isFiltered(draft.targets) ? filterWords(draft.targets.filter) : subjectWords(listed);
  const signedOut = useSignedOutWords();
  const unready =
    question === null ? 'Give the weight first.' : preview ? reasonAgainst(form, preview, listed) : reasonToWait(error);
  const whyNot = signedOut ?? unready;

  return {
    form,
    set,
    preview,
    listed,
    /** "3 instances of orders" */
    what,
    weight: question?.weight,
    /** Nothing of it can be done: nothing more is asked. */
    isRefused: preview?.targets.every(({ refusal }) => refusal !== undefined) ?? false,
    /** Why it cannot be begun yet; null where it can. */
    whyNot,
    isLooking: question !== null && !isCurrent && !error,
    lookTrouble: isFetching ? null : error,
    lookAgain: () => void refetch(),
    troubles: hasTried ? formTroubles(form) : {},
    submit,
    leaveOut: (keys: readonly string[]) => {
      submit.reset();
      set({ targets: listed.filter(({ key }) => !keys.includes(key)).map(({ ref }) => ref) });
    },
    /** Begins it, or gives the first field that is not as it should be. */
    begin: (): string | null => {
      setTried(true);
      if (whyNot !== null || submit.isPending || !preview) return null;
      const [field] = Object.keys(formTroubles(form));
      if (field !== undefined) return field;
      submit.mutate(requestOf(form, preview), {
        onError: (trouble) => {
          // What was looked at holds no longer: what holds now is shown.
          if (trouble instanceof AnswerError && trouble.status === 409) void refetch();
        },
      });
      return null;
    },
  };
}

function reasonToWait(error: Error | null): string {
  return error ? 'What it would do is not known.' : 'Looking what it would do.';
}

function reasonAgainst(form: DraftForm, preview: ActionPreview, listed: readonly ListedTarget[]): string | null {
  const refused = preview.targets.filter(({ refusal }) => refusal !== undefined).length;
  if (listed.length === 0) return 'No instance is concerned.';
  if (refused === listed.length) return refused === 1 ? 'It cannot be done.' : 'It cannot be done to any of them.';
  if (refused > 0) return `Leave out ${counted(refused, 'instance')} first.`;
  if (preview.targets.every(({ isAlreadySo }) => isAlreadySo)) return 'It is so already.';
  return isConfirmed(form, preview) ? null : 'Type the name first.';
}
