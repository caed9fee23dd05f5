import { isoTime } from '../domain/clock';
import {
  DELIVERY_STATES,
  type DeliveryState,
  MESSAGE_STATUSES,
  type MessageStatus,
  type NotificationDelivery,
} from '../domain/notification';
import { storedText } from '../storage/stored-text';
import type { NotificationDeliveriesTable } from '../storage/tables';
import type { Delivery } from './delivery';
import type { Message } from './message';

type Row = NotificationDeliveriesTable;

/** How many of those that it tells of the log names. */
const NAMED = 5;

/** A new message as the table holds it. */
export function deliveryRow(id: string, target: string, { message, at }: { message: Message; at: number }): Row {
  const { rule, status, alerts, more } = message;
  const subjects = alerts.slice(0, NAMED).map(({ registry, service }) => ({ registry, service }));
  return {
    id,
    target,
    rule,
    status,
    state: 'waiting',
    at,
    attempts: 0,
    next_at: at,
    ended_at: null,
    detail: null,
    alerts: alerts.length + more,
    subjects: JSON.stringify(subjects),
    body: JSON.stringify(message),
  };
}

/** A message that waits. */
export function waitingDelivery({ id, target, status, at, attempts, next_at, body }: Row): Delivery {
  const message = JSON.parse(body) as Message;
  return { id, target, status: statusOf(status), at, attempts, nextAt: next_at ?? at, message };
}

/** As the log shows it. */
export function loggedDelivery(row: Omit<Row, 'body'>): NotificationDelivery {
  const { id, target, rule, attempts, detail, alerts } = row;
  return {
    id,
    at: isoTime(row.at),
    target,
    rule,
    status: statusOf(row.status),
    state: stateOf(row.state),
    attempts,
    nextAt: row.next_at === null ? null : isoTime(row.next_at),
    endedAt: row.ended_at === null ? null : isoTime(row.ended_at),
    detail: detail && storedText(detail),
    alerts,
    subjects: JSON.parse(row.subjects) as NotificationDelivery['subjects'],
  };
}

function statusOf(text: string): MessageStatus {
  return MESSAGE_STATUSES.find((status) => status === text) ?? 'firing';
}

function stateOf(text: string): DeliveryState {
  return DELIVERY_STATES.find((state) => state === text) ?? 'failed';
}
