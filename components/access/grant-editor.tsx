'use client';

import type { ReactNode } from 'react';
import { ROLES } from '@/lib/domain/identity';
import { ChoiceSegments } from '../ui/choice-segments';
import { ROLE_WORDS } from './role-words';
import { ScopeEditor } from './scope-editor';
import type { GrantFields } from './scope-fields';

interface GrantEditorProps {
  readonly fields: GrantFields;
  readonly set: (change: Partial<GrantFields>) => void;
  /** The configured ones. */
  readonly registries: readonly string[];
  readonly trouble: string | undefined;
}

/** A role, and for operators what they may act on. */
export function GrantEditor({ fields, set, registries, trouble }: GrantEditorProps): ReactNode {
  return (
    <>
      <fieldset className="field bare-set">
        <legend>Role</legend>
        <ChoiceSegments choices={ROLES} chosen={fields.role} onChoose={(role) => set({ role })} />
        <p className="hint">
          {fields.role === 'admin' ? 'An admin' : fields.role === 'operator' ? 'An operator' : 'A viewer'}{' '}
          {ROLE_WORDS[fields.role]}.
        </p>
      </fieldset>
      {fields.role === 'operator' && (
        <ScopeEditor fields={fields} set={set} registries={registries} trouble={trouble} />
      )}
    </>
  );
}
