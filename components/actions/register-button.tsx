'use client';

import { type ReactNode, useId } from 'react';
import { isAtLeast } from '@/lib/domain/identity';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { useActingMe } from '../access/use-acting-me';
import { useRegistries } from '../registries/use-registries';
import { Icon } from '../ui/icon';
import { useMoment } from '../ui/moment-context';
import { useActionDesk } from './action-desk-context';
import { IN_THE_PAST, READ_ONLY } from './why-not';

const NONE: readonly RegistrySummary[] = [];

/** Opens the form that registers an instance by hand, in this registry where one is chosen. */
export function RegisterButton({ registry }: { registry: string | null }): ReactNode {
  const { beginRegistration } = useActionDesk();
  const whyNot = useWhyNot();
  const reason = useId();
  return (
    <>
      <button
        type="button"
        className="btn register"
        aria-label="Register an instance…"
        aria-disabled={whyNot === null ? undefined : true}
        aria-describedby={whyNot === null ? undefined : reason}
        title={whyNot ?? undefined}
        onClick={() => whyNot === null && beginRegistration(registry)}
      >
        <Icon name="registered" small />
        <span className="label">Register an instance…</span>
      </button>
      {whyNot !== null && (
        <span className="sr" id={reason}>
          {whyNot}
        </span>
      )}
    </>
  );
}

function useWhyNot(): string | null {
  const { mode, identity } = useActingMe();
  const registries = useRegistries(NONE);
  const isPast = useMoment() !== null;
  if (isPast) return IN_THE_PAST;
  if (mode === 'read-only') return READ_ONLY;
  if (!identity) return 'Sign in to register instances.';
  if (!isAtLeast(identity.role, 'operator')) {
    return `Your role is ${identity.role}; registering needs the role operator.`;
  }
  const isKnown = registries.length > 0;
  return isKnown && !registries.some(({ capabilities }) => capabilities.register)
    ? 'No registry here takes a registration by hand.'
    : null;
}
