import type { MessageStatus } from '../domain/notification';
import type { Alert } from './alert';
import type { Rule } from './rule';

/** What one message tells together. */
export interface DueMessage {
  readonly status: Exclude<MessageStatus, 'test'>;
  readonly alerts: readonly Alert[];
}

export interface Telling {
  readonly now: number;
  /** How long is waited for others that fire or resolve too, in milliseconds. */
  readonly groupMs: number;
  readonly isMuted: (alert: Alert) => boolean;
}

/**
 * What is to be told of the alerts of one rule now: what fires, what is well again, and what still fires when that is to
 * be repeated. A muted alert is not told of; that something is well again always is, where it was told that it is not.
 */
export function dueMessages(alerts: Iterable<Alert>, rule: Rule, { now, groupMs, isMuted }: Telling): DueMessage[] {
  const { repeatAfterMs } = rule;
  const untold: Alert[] = [];
  const standing: Alert[] = [];
  const resolved: Alert[] = [];
  for (const alert of alerts) {
    if (alert.phase === 'resolved' && alert.toldAt !== null) resolved.push(alert);
    if (alert.phase !== 'firing' || isMuted(alert)) continue;
    if (alert.toldAt === null) untold.push(alert);
    else standing.push(alert);
  }
  const due = (list: readonly Alert[], since: (alert: Alert) => number | null, afterMs: number) =>
    grouped(list, rule.groupBy).filter((group) => group.some((alert) => (since(alert) ?? now) + afterMs <= now));
  return [
    ...due(untold, ({ firedAt }) => firedAt, groupMs).map(firing),
    ...(repeatAfterMs === null ? [] : due(standing, ({ lastToldAt }) => lastToldAt, repeatAfterMs).map(firing)),
    ...due(resolved, ({ resolvedAt }) => resolvedAt, groupMs).map(
      (group): DueMessage => ({ status: 'resolved', alerts: group }),
    ),
  ];
}

function firing(alerts: readonly Alert[]): DueMessage {
  return { status: 'firing', alerts };
}

function grouped(alerts: readonly Alert[], by: Rule['groupBy']): Alert[][] {
  const groups = Map.groupBy(alerts, ({ registry, service }) =>
    by === 'rule' ? '' : by === 'registry' ? registry : JSON.stringify([registry, service]),
  );
  return [...groups.values()];
}
