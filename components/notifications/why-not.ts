import { isAtLeast, type Me, refuseToAct } from '@/lib/domain/identity';
import type { MuteScope } from '@/lib/domain/notification';
import { READ_ONLY } from '../actions/why-not';

/** Why who asks may not send a test, for the control that is disabled; null where that is possible. */
export function whyNotTest({ mode, identity }: Me): string | null {
  if (mode === 'read-only') return READ_ONLY;
  if (!identity) return 'Sign in to do this.';
  return isAtLeast(identity.role, 'operator') ? null : `Your role is ${identity.role}; this needs the role operator.`;
}

/** Why who asks may not mute this, or end a mute of it. */
export function whyNotMute(me: Me, { registry, service }: Pick<MuteScope, 'registry' | 'service'>): string | null {
  const refusal = refuseToAct(me.identity, { registry: registry ?? '', service: service ?? '*' });
  return whyNotTest(me) ?? (refusal && 'This reaches beyond your scope.');
}
