import { isoTime } from '../domain/clock';
import type { NotificationAlert, NotificationMute, NotificationRule } from '../domain/notification';
import { compareText } from '../domain/query';
import { type Alert, alertId } from './alert';
import { conditionWords } from './condition-words';
import { type Mute, mutedUntil, ruleMutedUntil } from './mute';
import type { Rule } from './rule';

/** How many alerts are listed. */
const LISTED = 500;

/** Alerts as they are shown: firing first, then the newest. */
export function shownAlerts(alerts: readonly Alert[], mutes: readonly Mute[], now: number): NotificationAlert[] {
  const isFiring = ({ phase }: Alert) => Number(phase === 'firing');
  return alerts
    .filter(({ phase }) => phase !== 'resolved')
    .sort((a, b) => isFiring(b) - isFiring(a) || b.since - a.since || compareText(alertId(a), alertId(b)))
    .slice(0, LISTED)
    .map((alert) => shownAlert(alert, mutedUntil(mutes, alert, now)));
}

function shownRule(rule: Rule, alerts: readonly Alert[], until: number | null): NotificationRule {
  const of = alerts.filter((alert) => alert.rule === rule.id);
  const firing = of.filter(({ phase }) => phase === 'firing').length;
  const pending = of.filter(({ phase }) => phase === 'pending').length;
  const { id, registry, service, when, forMs, resolveAfterMs, repeatAfterMs, targets } = rule;
  return {
    id,
    registry,
    service: when.state === 'stale' ? null : service,
    watches: when.state,
    condition: conditionWords(when),
    forSeconds: forMs / 1000,
    resolveAfterSeconds: resolveAfterMs / 1000,
    repeatAfterSeconds: repeatAfterMs === null ? null : repeatAfterMs / 1000,
    targets,
    state: firing > 0 ? 'firing' : pending > 0 ? 'pending' : 'ok',
    pending,
    firing,
    mutedUntil: timeOf(until),
  };
}

export function shownRules(rules: readonly Rule[], alerts: readonly Alert[], mutes: readonly Mute[], now: number) {
  return rules.map((rule) => shownRule(rule, alerts, ruleMutedUntil(mutes, rule, now)));
}

export function shownMute({ until, at, ...rest }: Mute): NotificationMute {
  return { ...rest, until: isoTime(until), at: isoTime(at) };
}

function shownAlert(alert: Alert, until: number | null): NotificationAlert {
  const { rule, registry, service, state, phase, isSo, summary, instances, moreInstances } = alert;
  return {
    rule,
    registry,
    service,
    state,
    phase: phase === 'pending' ? 'pending' : 'firing',
    isSo,
    summary,
    since: isoTime(alert.since),
    firedAt: timeOf(alert.firedAt),
    toldAt: timeOf(alert.toldAt),
    mutedUntil: timeOf(until),
    instances,
    moreInstances,
  };
}

function timeOf(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}
