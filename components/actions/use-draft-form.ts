'use client';

import { useState } from 'react';
import type { ActionPreview } from '@/lib/domain/action-preview';
import type { ActionRequest } from '@/lib/domain/action-request';
import { type Draft, type DraftTargets, isFiltered, targetsOf } from './draft';
import type { InstanceActionKind } from './kind-looks';
import { type RevertAfter, revertSeconds } from './revert-after';
import type { PreviewQuestion } from './use-preview';
import { weightOf } from './weight-of';

/** What is typed and chosen in the drawer. */
export interface DraftForm {
  readonly kind: InstanceActionKind;
  readonly targets: DraftTargets;
  readonly reason: string;
  readonly weight: string;
  readonly revertAfter: RevertAfter;
  /** What is typed for each service that has to be named. */
  readonly confirm: Readonly<Record<string, string>>;
}

export type FormChange = (change: Partial<DraftForm>) => void;

/** The form of a draft. `set` keeps what it does not name. */
export function useDraftForm(draft: Draft): readonly [DraftForm, FormChange] {
  const [form, setForm] = useState<DraftForm>(() => ({
    kind: draft.kind,
    targets: targetsOf(draft),
    reason: draft.reason ?? '',
    weight: weightNow(draft),
    revertAfter: { choice: 'never', minutes: '' },
    confirm: {},
  }));
  return [form, (change) => setForm((before) => ({ ...before, ...change }))];
}

/** What the preview is asked; null while a weight is missing. */
export function questionOf({ kind, targets, weight }: DraftForm): PreviewQuestion | null {
  if (kind !== 'set-weight') return { kind, targets };
  const number = weightOf(weight);
  return number === null ? null : { kind, targets, weight: number };
}

/** What is typed wrong or not yet, by field; empty where the action can be begun. */
export function formTroubles(form: DraftForm): { readonly reason?: string; readonly revertAfter?: string } {
  return {
    ...(form.reason.trim() === '' && { reason: 'Say why: it is kept with the action.' }),
    ...(form.kind === 'drain' &&
      revertSeconds(form.revertAfter) === null && { revertAfter: 'A whole number of minutes, up to a week.' }),
  };
}

/** What is sent: exactly the targets that were shown, each as it was shown. */
export function requestOf(form: DraftForm, preview: ActionPreview): ActionRequest {
  const question = questionOf(form);
  const after = form.kind === 'drain' ? revertSeconds(form.revertAfter) : undefined;
  const expect = preview.targets.flatMap(({ instance, revision }) =>
    revision === null ? [] : [[instance, revision] as const],
  );
  const [first, ...more] = preview.confirm;
  return {
    kind: form.kind,
    targets: preview.targets.map(({ registry, instance }) => ({ registry, instance })),
    reason: form.reason.trim(),
    ...(question?.weight !== undefined && { weight: question.weight }),
    ...(typeof after === 'number' && { revertAfterSeconds: after }),
    ...(expect.length > 0 && { expect: Object.fromEntries(expect) }),
    ...(first !== undefined && { confirm: more.length > 0 ? preview.confirm : first }),
  };
}

/** Whether every service that has to be named is. */
export function isConfirmed({ confirm }: DraftForm, preview: ActionPreview): boolean {
  return preview.confirm.every((service) => confirm[service] === service);
}

/** The weight they all have, to begin with. */
function weightNow({ targets }: Draft): string {
  if (isFiltered(targets)) return '';
  const weights = new Set(targets.map(({ weight }) => weight));
  const [weight] = weights;
  return weights.size === 1 && typeof weight === 'number' ? String(weight) : '';
}
