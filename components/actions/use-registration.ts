'use client';

import { useMemo, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import { formatAddress } from '@/lib/domain/instance';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { useRegistries } from '../registries/use-registries';
import { useThrottled } from '../ui/use-throttled';
import { actionWords, subjectWords } from './action-words';
import { rememberReason } from './recent-reasons';
import { NO_FIELDS, type RegistrationFields, registrationOf, registrationTroubles } from './registration-fields';
import { type PreviewQuestion, usePreview } from './use-preview';
import { useSubmit } from './use-submit';

const NONE: readonly RegistrySummary[] = [];
const TYPING_MS = 300;

/** What the form shows of a registration by hand, and what it can do. `wanted` is chosen to begin with, where it can. */
export function useRegistration(wanted: string | null, onBegun: (action: Action) => void) {
  const capable = useRegistries(NONE).filter(({ capabilities }) => capabilities.register);
  const [typed, setTyped] = useState({ ...NO_FIELDS, registry: wanted ?? '' });
  const [hasTried, setTried] = useState(false);
  const registry = (capable.find(({ id }) => id === typed.registry) ?? capable[0])?.id ?? null;
  const fields = useMemo((): RegistrationFields => ({ ...typed, registry: registry ?? '' }), [typed, registry]);
  // The reason decides nothing of what is written.
  const { reason: _, ...wrong } = registrationTroubles(fields);
  const isWhole = registry !== null && Object.keys(wrong).length === 0;
  const written = isWhole ? JSON.stringify(registrationOf(fields)) : null;
  const asked = useThrottled(written, TYPING_MS);
  const question = useMemo(() => questionOf(asked), [asked]);
  const { data, error, isFetching, isPlaceholderData, refetch } = usePreview(question);
  const isCurrent = written !== null && asked === written && data !== undefined && !isFetching && !isPlaceholderData;
  const preview = isCurrent ? data : null;
  const refusal = preview?.targets.find((target) => target.refusal !== undefined)?.refusal ?? null;
  const submit = useSubmit((action) => {
    rememberReason(fields.reason.trim());
    onBegun(action);
  });
  const { address, port } = registrationOf(fields);
  const what = subjectWords([{ service: fields.service.trim(), address: formatAddress(address, port) }]);
  const lookTrouble = written !== null && !isFetching ? error : null;

  return {
    capable,
    fields,
    set: (change: Partial<RegistrationFields>) => setTyped((before) => ({ ...before, ...change })),
    troubles: hasTried ? registrationTroubles(fields) : {},
    preview,
    refusal,
    isLooking: written !== null && !preview && !lookTrouble,
    lookTrouble,
    lookAgain: () => void refetch(),
    submit,
    /** What the button does. */
    words: isWhole ? actionWords('register', what) : 'Register',
    /** Why it cannot be begun, whatever is typed next; null where it can be tried. */
    whyNot: whyNot(),
    /** Begins it, or gives the first field that is not as it should be. */
    begin: (): string | null => {
      setTried(true);
      const [field] = Object.keys(registrationTroubles(fields));
      if (field !== undefined) return field;
      if (submit.isPending || !preview || refusal !== null) return null;
      const register = registrationOf(fields);
      submit.mutate({ kind: 'register', targets: [], reason: fields.reason.trim(), register });
      return null;
    },
  };

  function whyNot(): string | null {
    if (registry === null) return 'No registry takes one.';
    if (refusal !== null) return 'It cannot be registered so.';
    if (written === null || preview) return null;
    return lookTrouble ? 'What it would write is not known.' : 'Looking what it would write.';
  }
}

function questionOf(written: string | null): PreviewQuestion | null {
  if (written === null) return null;
  return { kind: 'register', targets: [], register: JSON.parse(written) as ReturnType<typeof registrationOf> };
}
