import { matchesPattern } from '../domain/name-pattern';
import type { MuteScope } from '../domain/notification';
import type { Subject } from './alert';
import type { Rule } from './rule';

/** A mute as it is kept. Times are milliseconds since 1970. */
export interface Mute extends MuteScope {
  readonly id: string;
  readonly until: number;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** Until when something is muted; null where it is not. */
export function mutedUntil(mutes: readonly Mute[], subject: Subject, now: number): number | null {
  return latest(mutes, now, ({ rule, registry, service }) => {
    if ((rule ?? subject.rule) !== subject.rule || (registry ?? subject.registry) !== subject.registry) return false;
    return service === null || (subject.service !== null && matchesPattern(service, subject.service));
  });
}

/** Until when all that a rule could fire for is muted; null where not all is. */
export function ruleMutedUntil(mutes: readonly Mute[], rule: Rule, now: number): number | null {
  return latest(mutes, now, (mute) => {
    if (mute.rule !== null && mute.rule !== rule.id) return false;
    if (mute.registry !== null && mute.registry !== rule.registry) return false;
    if (mute.service === null) return true;
    return rule.when.state !== 'stale' && matchesPattern(mute.service, rule.service);
  });
}

function latest(mutes: readonly Mute[], now: number, isMuted: (mute: Mute) => boolean): number | null {
  let until: number | null = null;
  for (const mute of mutes) if (mute.until > now && isMuted(mute)) until = Math.max(until ?? 0, mute.until);
  return until;
}
