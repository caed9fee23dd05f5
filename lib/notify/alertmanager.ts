import { isoTime } from '../domain/clock';
import type { Message, MessageAlert } from './message';
import type { Addressed, Outgoing } from './outgoing';
import type { Target } from './target';

/**
 * Alertmanager takes for well what nobody tells of for a while. This long, in milliseconds, outlives a restart of
 * Rollcall; what still fires is told every {@link REFRESH_MS}.
 */
const LASTS_MS = 10 * 60_000;
export const REFRESH_MS = 60_000;

const API = '/api/v2/alerts';

/** Alerts as Alertmanager's own API (version 2) takes them, told apart by their labels. */
export function alertmanagerRequest({ url, headers }: Target, { message, now }: Addressed): Outgoing {
  const alerts =
    message.status === 'test' ? [testAlert(now)] : message.alerts.map((alert) => toAlert(alert, message, now));
  return { url: apiAddress(url), headers, body: JSON.stringify(alerts) };
}

function apiAddress(given: string): string {
  const url = new URL(given);
  const path = url.pathname.replace(/\/$/, '');
  url.pathname = path.endsWith(API) ? path : path + API;
  return url.href;
}

function toAlert(alert: MessageAlert, { rule }: Message, now: number) {
  const { registry, service, state, summary, since, instances, url } = alert;
  const addresses = instances.map(({ address }) => address).join(', ');
  return {
    labels: { alertname: rule ?? '', source: 'rollcall', registry, state, ...(service !== null && { service }) },
    annotations: {
      summary: `${service ?? registry}: ${summary}`,
      ...(addresses !== '' && { instances: addresses }),
    },
    startsAt: since,
    endsAt: endOf(alert, now),
    ...(url !== undefined && { generatorURL: url }),
  };
}

/** What ends before it starts, as by a clock that was set back, is refused. */
function endOf({ since, resolvedAt }: MessageAlert, now: number): string {
  if (resolvedAt === undefined) return isoTime(now + LASTS_MS);
  return resolvedAt < since ? since : resolvedAt;
}

/** It is over after a minute. */
function testAlert(now: number) {
  return {
    labels: { alertname: 'RollcallTest', source: 'rollcall' },
    annotations: { summary: 'This is a test of Rollcall.' },
    startsAt: isoTime(now),
    endsAt: isoTime(now + 60_000),
  };
}
